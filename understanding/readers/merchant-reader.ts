import { isOrdinal } from '../plain/position.ts';
import { type ReadableText, readableText } from '../text/readable-text.ts';
import type { Found } from './found.ts';
import knownMerchants from './known-merchants.json' with { type: 'json' };
import { withOthers } from './merchant-list-reader.ts';
import { cut, isOrdinary, knownAt, type NameContext, nameAt, withoutQualities } from './merchant-name.ts';
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
  const context: NameContext = { isName, isKnown: (text) => known.get(text.split(' ').length)?.has(text) ?? false };
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
      return first && !isOrdinal(readableText(first.value).folded) ? withOthers(text, first, context) : undefined;
    },
  };
}

function readQuoted(text: ReadableText): Found<string> | undefined {
  const match = quoted.exec(text.folded);
  return match ? cut(text, match.index + 1, match.index + match[0].length - 1) : undefined;
}

function readAfter(text: ReadableText, cue: RegExp, context: NameContext): Found<string> | undefined {
  for (const match of text.folded.matchAll(cue)) {
    const start = match.index + match[0].length;
    const found = knownAt(text, start, context) ?? nameAt(text, start, context);
    if (found) return found;
  }
  return undefined;
}

function readKnown(text: ReadableText, { isKnown }: NameContext): Found<string> | undefined {
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

function readBefore(text: ReadableText, { isName }: NameContext): Found<string> | undefined {
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
function readCapital(text: ReadableText, context: NameContext): Found<string> | undefined {
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
function readBare(text: ReadableText, context: NameContext): Found<string> | undefined {
  const bare = text.folded
    .replace(hedges, (hedge) => ' '.repeat(hedge.length))
    .replace(/\b(?:svp|stp|please|pls|merci|thanks)\b/g, (end) => ' '.repeat(end.length));
  const start = bare.search(/[a-z0-9]/);
  if (start < 0) return undefined;
  const found = nameAt({ clean: text.clean, folded: bare }, start, context);
  return found && !/[a-z0-9]/.test(bare.slice(found.end).replace(/^'s/, '')) ? found : undefined;
}
