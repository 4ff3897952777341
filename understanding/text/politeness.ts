import type { ReadableText } from './readable-text.ts';

/** Everything that repeats does so a few times at most: without a bound, "thanks for the again for the again …" takes for ever to be refused. */
const greeting =
  "(?:(?:re)?bonjour|bonsoir|salut|coucou|cc|slt|bjr|bsr|hello|hi there|hi|hiya|hey there|hey|yo|good (?:morning|afternoon|evening)|dear (?:sir|madam))(?![a-z'])(?: (?:madame|monsieur|a vous|a tous|toi|les amis|there|guichet|bot|mate|again)){0,3}";
const wellBeing =
  "(?:(?:comment )?(?:ca|sa) va(?: bien)?(?: (?:et (?:toi|vous)|aujourd'hui))?|comment (?:allez[ -]vous|vas[ -]tu|tu vas)|(?:tu vas|vous allez) bien|j'espere que (?:vous allez|tu vas|tout va)(?: (?:tres )?bien)?|how (?:are|r) (?:you|u|ya)(?: doing)?(?: today)?|how's (?:it going|things)|what's up|(?:i )?hope (?:you're|you are|ur|your|this finds you|all is|all's|everything is|you)(?: all)?(?: doing| keeping| r)? (?:well|ok|good|fine|great)|nice to meet you|enchantee?|you (?:ok|alright|all right))(?![a-z'])";
const praise =
  "(?:ok|okay|oki|super|parfait|top|genial|nickel|cool|great|perfect|nice|brilliant|excellent|good|lovely|awesome|d'accord|tres bien|ah|oh)";
const gratitude = `(?:${praise},? ){0,6}(?:(?:un )?grand merci|merci|mci|thanks|many thanks|thank you|thx|cheers|ta|mercis)(?: (?:beaucoup|bcp|bien|infiniment|encore|a vous|a toi|a lot|so much|very much|again|mate|man|pour (?:votre|ton|l')(?: ?)(?:aide|reponse|info)|for (?:your|the|that)(?: [a-z]+)?)){0,4}`;
/** After thanks something else must begin: "merci pour mon solde" is a thank-you as a whole. */
const goesOn = "(?= *[,!.;:?]| (?:et|and|mais|but|now|maintenant|par contre|sinon|aussi|also|so|alors|donc|je|j'|i|could|can)(?![a-z]))";
const opening = new RegExp(
  `^(?:[\\s,!.;:?]{0,20}(?:${greeting}|${wellBeing}|${gratitude}${goesOn}|${praise}(?= *[,!.;]))(?![a-z'])){1,8}[\\s,!.;:?]{0,20}`,
);
const closing =
  /(?:[\s,!.;:?]{0,20}(?<![a-z])(?:s'?il (?:vous|te) pla[iî]t|svp|stp|please|pls|plz|merci(?: d'avance| beaucoup| bien)?|thanks(?: a lot| in advance)?|many thanks|thank you(?: very much| in advance)?|thx|cordialement|bien a vous|best regards|kind regards|(?:(?:pouvez|pourriez)[ -]vous|peux[ -]tu|vous pouvez|tu peux) m'aider|aidez[ -]moi|(?:can|could) you help(?: me)?(?: out)?)){1,8}[\s,!.;:?]{0,20}$/;

/** The text without the greeting before it and the thanks after it; unchanged when it is nothing but politeness. */
export function withoutPoliteness(text: ReadableText): ReadableText {
  const start = opening.exec(text.folded)?.[0].length ?? 0;
  const end = start + (closing.exec(text.folded.slice(start))?.index ?? text.folded.length);
  if (start >= end || !/[\p{L}\p{N}]/u.test(text.folded.slice(start, end))) return text;
  return { clean: text.clean.slice(start, end), folded: text.folded.slice(start, end) };
}
