const hello =
  '(?:re ?)?(?:bonjour|bonsoir|salut|slt|bjr|bsr|cou ?cou|cc|hello|helo|hi+|hey+|hiya|yo|howdy|good (?:morning|afternoon|evening|day)|gm|morning|evening|allo|wesh|salutations|greetings)';
const to =
  '(?: (?:a (?:tous|toi|vous)|toi|vous|there|again|bot|robot|guichet|madame|monsieur|sir|madam|mate|everyone|all|you|tout le monde|le bot|le robot))*';
const howAreYou =
  "(?: (?:(?:comment )?(?:ca|sa) va(?: bien)?|cv|comment (?:allez vous|vas tu|tu vas)|tu vas bien|vous allez bien|how are (?:you|u)(?: doing)?|how's it going|how r u|what's up|whats up|sup|aujourd'hui|today))*";
const kind: readonly (readonly [SmallTalk, RegExp])[] = [
  ['greeting', new RegExp(`^(?:${hello}${to} ?)+${howAreYou}$`)],
  [
    'thanks',
    /^(?:(?:ok|okay|oki|super|parfait|top|genial|nickel|cool|great|perfect|nice|brilliant|bien|tres bien|c'est bon|ah|oh|d'accord|non|no|bon|alors|excellent|good|fine|lovely) )*(?:(?:(?:un )?grand )?merci+|mercis|mrc|mci|thank (?:you|u)|thanks+|thanx|thx|tnx|ty|tysm|cimer|cheers|much appreciated|many thanks|mille mercis)(?: (?:beaucoup|bcp|bien|infiniment|a vous|a toi|pour tout|a tous|so much|very much|a lot|a million|a bunch|mate|man|mec|for everything|for (?:the|your) (?:help|info|information|answer|reply)|pour (?:votre|ton|l'|ta|cette) ?(?:aide|info|information|reponse)|de (?:votre|ton) aide|merci|thanks|super|parfait|c'est gentil|encore|again))*$/,
  ],
  [
    'goodbye',
    /^(?:(?:ok|okay|merci(?: beaucoup)?|thanks|thank you|cheers|bon|allez|alors|super|parfait|well|non|no|et|and) )*(?:(?:ce sera|c'est|ca sera|c|that's|thats|that is|that will be) (?:tout|all)(?: pour (?:moi|aujourd'hui)| for (?:now|today))?|au ?revoir|good ?bye|bye+|bye bye|ciao|tchao|tchuss|a (?:bientot|plus|\+|demain|la prochaine|tres bientot|plus tard|tout a l'heure)|bonne (?:journee|soiree|nuit|fin de journee)|bon (?:week ?end|dimanche)|see (?:you|ya)(?: (?:later|soon|tomorrow))?|cya|good ?night|take care|have a (?:nice|good|great|lovely) (?:day|evening|weekend|one|night))(?: (?:a vous|a toi|merci|thanks|bye|bonne journee|bonne soiree|a bientot|et merci|et bonne journee|et bonne soiree|for now|then|now|alors|to you|and thanks|see you|later))*$/,
  ],
  [
    'help',
    /^(?:(?:bonjour|hello|hi|salut|please|svp) )*(?:(?:a l')?aide[rz]?|aide[rz]? moi|a l'aide|help(?: me)?|hlep|menu|options|besoin d'aide|j'ai besoin d'aide|i need help|need help|que (?:peux tu|pouvez vous|sais tu) faire|what can (?:you|u) do|comment ca marche|how does (?:it|this) work)(?: (?:svp|stp|please|pls|s'il vous plait|s'il te plait|me|for me|moi))*$/,
  ],
];
const waving = /^\s*👋/u;
const thankful = /^\s*(?:🙏|❤️?|🥰|😘|💐)/u;

type SmallTalk = 'greeting' | 'thanks' | 'goodbye' | 'help';
const longest = 80;

/** Greetings, thanks, goodbyes and calls for help in their short forms; longer ones are the classifier's. */
export function readSmallTalk(words: string, clean: string): SmallTalk | undefined {
  if (words === '') {
    if (waving.test(clean)) return 'greeting';
    return thankful.test(clean) ? 'thanks' : undefined;
  }
  return words.length > longest ? undefined : kind.find(([, pattern]) => pattern.test(words))?.[0];
}
