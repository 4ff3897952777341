import { joinMerchants } from '../../engine/slots/merchant-list.ts';
import { functionWords } from '../text/function-words.ts';
import type { ReadableText } from '../text/readable-text.ts';
import type { Found } from './found.ts';
import knownMerchants from './known-merchants.json' with { type: 'json' };
import { neverMerchants } from './merchant-words.ts';
import { createCalendarNames } from './period/calendar-names.ts';
import { isStatementLabel, labelCue, starredCue } from './statement-label.ts';

/** "Est-il", "isn't", "j'attends": a verb with its subject or its no. */
const joinedVerb = /^(?:est|sont|a-t|ont|va|vont|sera|seront)-|n't$|^j'/;

export interface MerchantReader {
  /** Name of a shop, or of several, as the customer spelt it; `expected` when the customer was asked for one, so that a bare name is read too. */
  read(text: ReadableText, expected: boolean): Found<string> | undefined;
}

const quoted = /"([^"]{1,40})"/;
/** After these a name follows, whatever its spelling. */
const strongCue =
  /(?<![a-z])(?:chez|at|(?:je voulais dire|i meant|i mean|plutot|plutot chez|called|appele))(?![a-z])(?: (?:le|la|les|the|chez)(?= )| l'(?=[a-z]))? ?(?=[a-z0-9&])/g;
/** After these a name follows when what was bought or its paper was named just before. */
const paper =
  "tickets?|tickets? de caisse|recus?|factures?|justificatifs?|note|preuve d'achat|commandes?|colis|paquets?|livraisons?|abonnements?|paiements?|achats?|courses|prelevements?|debits?|depenses?|remboursements?|receipts?|invoices?|bill|orders?|parcels?|packages?|deliver(?:y|ies)|subscriptions?|payments?|purchases?|charges?|transactions?|refunds?|spending|spent|debit|operations?|proof of purchase|shop|paye|payed|paid|pay|achete|bought";
const paperCue = new RegExp(
  `(?<![a-z])(?:${paper})(?![a-z])(?: (?:a la|a l'|au|aux|du|de la|de l'|des|de|d'|from|to|at|with|of|the|le|la)(?![a-z]))* ?(?:d'|l')?(?=[a-z0-9&])`,
  'g',
);
/** After these a name follows only when it is known or written with a capital. */
const weakCue =
  /(?<![a-z])(?:a la|a l'|au|aux|du|de la|de l'|des|de|d'|from|to|with|of|for|on|by|pour|sur|avec|par|and|et|what about|how about)(?: (?:the|le|la|mon|ma|my)(?![a-z]))? ?(?=[a-z0-9&])/g;
/** "my Tesco receipt": the name stands before what was bought. */
const beforePaper =
  /(?<![a-z'])(?:(?:my|the|a|that|this|an|last|latest|new) )?((?:[a-z0-9&'+-]{2,20} ){1,3})(?:receipt|invoice|bill|order|parcel|package|delivery|subscription|payment|purchase|charge|transaction|refund|spending|direct debit|debit)s?(?![a-z])/g;
const word = /[a-z0-9][a-z0-9&'+.-]*|&/y;
const longestName = 4;
const joiners = new Set(['&', 'de', 'la', 'le', 'du', 'des', 'et', 'and', 'of', 'the', 'd', 'a', 'en']);

/** Makes the reader of shops' names: cue words first, a list of well-known names as a helper. Dates and amounts must be blanked out. */
export function createMerchantReader(): MerchantReader {
  const names = createCalendarNames();
  const weekdays = [...names.weekdays.keys()];
  const refused = new Set([...neverMerchants, ...names.months.keys(), ...weekdays, ...weekdays.map((name) => `${name}s`)]);
  const isName = (first: string): boolean =>
    !refused.has(first) &&
    !refused.has(first.replace(/^(?:[cdjlmnst]|qu)'/, '').replace(/'s$/, '')) &&
    !/^\d+$/.test(first) &&
    !joinedVerb.test(first);
  const known = new Map<number, Set<string>>();
  for (const name of knownMerchants) known.set(name.split(' ').length, (known.get(name.split(' ').length) ?? new Set()).add(name));
  const context: Context = { isName, isKnown: (text) => known.get(text.split(' ').length)?.has(text) ?? false };
  return {
    read: (text, expected) => {
      const first =
        readQuoted(text) ??
        readAfter(text, strongCue, context) ??
        readAfter(text, starredCue, context) ??
        readKnown(text, context) ??
        (isStatementLabel(text) ? readAfter(text, labelCue, context) : undefined) ??
        readAfter(text, paperCue, withoutQualities(text, context)) ??
        readBefore(text, withoutQualities(text, context)) ??
        readKind(text) ??
        readCapital(text, context) ??
        (expected ? readBare(text, context) : undefined);
      return first && withOthers(text, first, context);
    },
  };
}

/** Endings of words that say how a payment is: "récurrents", "unnecessary", "declined". */
const quality =
  /^[^A-Z]*.{3}(?:ants?|ents?|ifs?|ives?|eux|euses?|[ai]bles?|iques?|uels?|uelles?|iles?|é|ée|és|ées|ètes?|ing|ed|ous|less|est|ary|ful|ly)$/;

/** Refuses a word in small letters that only says of what kind the payment beside it is; well-known names are read before. */
function withoutQualities({ clean, folded }: ReadableText, context: Context): Context {
  const qualities = new Set(
    [...clean.matchAll(/[\p{L}\p{N}][\p{L}\p{N}&'+.-]*/gu)]
      .filter(([word]) => quality.test(word))
      .map(({ 0: word, index }) => folded.slice(index, index + word.length)),
  );
  return { ...context, isName: (said) => context.isName(said) && !qualities.has(said) };
}

interface Context {
  isName(word: string): boolean;
  isKnown(text: string): boolean;
}

function cut({ clean }: ReadableText, start: number, end: number): Found<string> | undefined {
  const value = clean
    .slice(start, end)
    .replace(/[.'&+-]+$/, (tail) => (tail === '+' ? tail : ''))
    .trim();
  return value.length > 1 ? { value, start, end } : undefined;
}

const another =
  /(?:'s)? ?(?:,|&|(?:, ?)?(?:et|and|ou|or|puis|plus)(?![a-z])) ?(?:(?:chez|at|from|to|with|de|du|de la|a)(?![a-z]) ?|d')?(?:(?:le|la|les|the) )?/y;
const mostMerchants = 5;

/** "Carrefour, Lidl et Fnac": the shops that are named right after the first one. */
function withOthers(text: ReadableText, first: Found<string>, context: Context): Found<string> {
  const names = [first.value];
  let { end } = first;
  while (names.length < mostMerchants) {
    another.lastIndex = end;
    const match = another.exec(text.folded);
    const next = match ? nameInList(text, end + match[0].length, { ...context, cued: /(?:chez|at) /.test(match[0]) }) : undefined;
    if (!next) break;
    names.push(next.value);
    end = next.end;
  }
  return { value: joinMerchants(names), start: first.start, end };
}

/** A further name of a list: a shop that is known, one written with a capital, or one after "chez". */
function nameInList(
  text: ReadableText,
  start: number,
  { cued, ...context }: Context & { readonly cued: boolean },
): Found<string> | undefined {
  const known = knownAt(text, start, context);
  if (known) return known;
  const letter = text.clean.charAt(start);
  const capital = letter !== letter.toLowerCase() && text.clean !== text.clean.toUpperCase();
  return capital || cued ? nameAt(text, start, context) : undefined;
}

/** The longest well-known name that begins at `start`. */
function knownAt(text: ReadableText, start: number, { isKnown }: Context): Found<string> | undefined {
  const words = /^[a-z0-9][a-z0-9&'+.-]*(?: [a-z0-9&][a-z0-9&'+.-]*){0,2}/.exec(text.folded.slice(start))?.[0].split(' ') ?? [];
  for (let length = words.length; length >= 1; length -= 1) {
    const end =
      start +
      words
        .slice(0, length)
        .join(' ')
        .replace(/[.'-]+$/, '').length;
    if (isKnown(text.folded.slice(start, end)) && !isOrdinary(text, start, end)) return cut(text, start, end);
  }
  return undefined;
}

function readQuoted(text: ReadableText): Found<string> | undefined {
  const match = quoted.exec(text.folded);
  return match ? cut(text, match.index + 1, match.index + match[0].length - 1) : undefined;
}

function readAfter(text: ReadableText, cue: RegExp, context: Context): Found<string> | undefined {
  for (const match of text.folded.matchAll(cue)) {
    const start = match.index + match[0].length;
    const found = knownAt(text, start, context) ?? nameAt(text, start, context);
    if (found) return found;
  }
  return undefined;
}

/** The words from `start` on that look like one name: up to four, ended by a small word or anything that is not a word. */
function nameAt(text: ReadableText, start: number, { isName }: Context): Found<string> | undefined {
  let end = start;
  let position = start;
  for (let count = 0; count < longestName; count += 1) {
    word.lastIndex = position;
    const match = word.exec(text.folded);
    if (!match) break;
    const said = match[0].replace(/[.']+$/, '');
    const joined = count > 0 && joiners.has(said) && continues(text.folded, position + match[0].length, isName);
    if (!joined && (count === 0 ? !isName(said) : !isName(said) || functionWords.has(said))) break;
    position += match[0].length;
    end = start + (position - start) - (match[0].length - said.length);
    if (said !== match[0] && !/'/.test(match[0])) break;
    if (text.folded.charAt(position) !== ' ') break;
    position += 1;
  }
  return end > start ? cut(text, start, end) : undefined;
}

/** Whether a name goes on after a joining word: "Marks & Spencer", "Maisons du Monde", but not "Fnac et Darty". */
function continues(folded: string, position: number, isName: (word: string) => boolean): boolean {
  if (/(?:et|and|a|en|of|the)$/.test(folded.slice(0, position))) return false;
  word.lastIndex = position + 1;
  const next = word.exec(folded);
  return folded.charAt(position) === ' ' && next !== null && isName(next[0]);
}

function readKnown(text: ReadableText, { isKnown }: Context): Found<string> | undefined {
  const words = [...text.folded.matchAll(/[a-z0-9][a-z0-9&'+.-]*/g)].map((match) => ({
    said: match[0].replace(/[.'-]+$/, ''),
    start: match.index,
  }));
  for (let length = 3; length >= 1; length -= 1) {
    for (let first = 0; first + length <= words.length; first += 1) {
      const part = words.slice(first, first + length);
      const last = part[part.length - 1];
      const start = part[0]?.start ?? 0;
      const end = last ? last.start + last.said.length : start;
      if (isKnown(text.folded.slice(start, end)) && !isOrdinary(text, start, end)) return cut(text, start, end);
    }
  }
  return undefined;
}

/** Names that are also words: taken as a name only with a capital inside a sentence, or after a cue (read elsewhere). */
const ordinary = new Set([
  'action',
  'but',
  'quick',
  'next',
  'paul',
  'apple',
  'orange',
  'target',
  'gap',
  'casino',
  'sky',
  'spar',
  'boots',
  'subway',
  'shell',
  'steam',
  'lime',
  'picard',
  'printemps',
  'mango',
  'pret',
  'paypal me',
  'total',
  'google',
  'costa',
  'boulanger',
  'rer',
  'speedy',
  'mercure',
  'midas',
  'lydia',
  'new look',
  'the range',
  'chevron',
]);

function isOrdinary({ clean, folded }: ReadableText, start: number, end: number): boolean {
  if (!ordinary.has(folded.slice(start, end)) || /(?<![a-z])(?:from|at|chez|de chez) $/.test(folded.slice(0, start))) return false;
  return start === 0 ? folded.trim().length > end : clean.charAt(start) === folded.charAt(start);
}

function readBefore(text: ReadableText, { isName }: Context): Found<string> | undefined {
  for (const match of text.folded.matchAll(beforePaper)) {
    const phrase = match[1] ?? '';
    const start = match.index + match[0].indexOf(phrase);
    const words = phrase.trim().split(' ');
    const skipped = words.findLastIndex((said) => !isName(said.replace(/'s$/, '')) && said !== '&');
    const kept = words.slice(skipped + 1).join(' ');
    if (kept.length > 1 && /^[a-z0-9&]/.test(kept))
      return cut(text, start + phrase.lastIndexOf(kept), start + phrase.lastIndexOf(kept) + kept.length);
  }
  return undefined;
}

const kindOfShop =
  /(?<=(?<![a-z])(?:a la|a l'|au|du|de la|de l'|the|to the|in the|from the) ?)(?:pharmacie|boulangerie|boucherie|patisserie|librairie|restaurant|resto|coiffeur|station[ -]service|supermarche|fleuriste|garage|tabac|cinema|cine|pressing|epicerie|bakery|pharmacy|chemist|butcher|restaurant|hairdresser|barber|(?:petrol|gas) station|supermarket|florist|pub|dry cleaner|cinema|bookshop|bookstore|grocery store|corner shop)(?:'?s)?(?![a-z])/;

/** "à la pharmacie", "the bakery": a shop named by what it sells. */
function readKind(text: ReadableText): Found<string> | undefined {
  const match = kindOfShop.exec(text.folded);
  return match ? cut(text, match.index, match.index + match[0].length) : undefined;
}

/** "and Wembley Stores?": a capital after a weak cue, where capitals mean something. */
function readCapital(text: ReadableText, context: Context): Found<string> | undefined {
  if (text.clean === text.clean.toUpperCase()) return undefined;
  for (const match of text.folded.matchAll(weakCue)) {
    const start = match.index + match[0].length;
    const letter = text.clean.charAt(start);
    if (letter === letter.toLowerCase()) continue;
    const found = nameAt(text, start, context);
    if (found) return found;
  }
  return undefined;
}

const hedges =
  /(?:^|(?<=[\s,]))(?:et|and|what about|how about|aussi|also|c'etait|c'est|ce serait|je crois(?: que)?|je pense(?: que)?|it was|it's|its|i think|maybe|peut[- ]etre|probablement|probably|euh|um|er|chez|at|from|the|le|la|les|au|du|called|de|un|une|a)(?=[\s,]|$)/g;

/** The whole answer to "which shop?": what is left when hedges are taken off, if it looks like a name. */
function readBare(text: ReadableText, context: Context): Found<string> | undefined {
  const bare = text.folded
    .replace(hedges, (hedge) => ' '.repeat(hedge.length))
    .replace(/\b(?:svp|stp|please|pls|merci|thanks)\b/g, (end) => ' '.repeat(end.length));
  const start = bare.search(/[a-z0-9]/);
  if (start < 0) return undefined;
  const found = nameAt({ clean: text.clean, folded: bare }, start, context);
  return found && !/[a-z0-9]/.test(bare.slice(found.end).replace(/^'s/, '')) ? found : undefined;
}
