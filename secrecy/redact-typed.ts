import { type Redacted, type Redaction, redact } from './redact.ts';
import { findCardParts } from './typed-card-parts.ts';
import { findSecrets } from './typed-secrets.ts';

/** First digits of the cards that customers of these banks carry: Visa with Carte Bancaire, Mastercard. */
const begins = '(?:4\\d{3}|5[1-5]\\d{2}|222[1-9]|22[3-9]\\d|2[3-6]\\d{2}|27[01]\\d|2720)';
/** Sixteen digits in one piece or in fours, and no part of anything longer. */
const sixteen = new RegExp(
  `(?<![\\p{L}\\d])(?<!\\d{3}[ \\u00A0\\u202F.-])${begins}([ \\u00A0\\u202F.-]?)\\d{4}\\1\\d{4}\\1\\d{4}(?![\\p{L}\\d])(?![ \\u00A0\\u202F.-]\\d{4})`,
  'gu',
);
const aboutCards = /(?<!\p{L})(?:cartes?|cb|visa|mastercard|cards?|cvv|cvc)(?!\p{L})/giu;
/** What else has a long number: whoever speaks of one of these means that one. */
const aboutOthers =
  /(?<!\p{L})(?:commandes?|colis|paquets?|suivi|livraisons?|exp[ée]ditions?|factures?|r[ée]f(?:[ée]rences?)?|dossiers?|contrats?|clients?|adh[ée]rents?|transactions?|billets?|orders?|parcels?|packages?|tracking|deliver(?:y|ies)|shipments?|invoices?|ref|references?|cases?|contracts?|customers?|members?(?:hip)?|bookings?|tickets?)(?!\p{L})/giu;
/** How far before a number the word may stand that says what it is. */
const reach = 40;

function lastIn(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** What the words right before a number say of it, the nearest one first; undefined where they say nothing. */
function saidBefore(text: string, start: number): 'card' | 'other' | undefined {
  const before = text.slice(Math.max(0, start - reach), start);
  const [card, other] = [lastIn(before, aboutCards), lastIn(before, aboutOthers)];
  if (card < 0 && other < 0) return undefined;
  return card > other ? 'card' : 'other';
}

/** Sixteen digits that only a typing error keeps from being the number of a Visa or Mastercard, taken out. */
function withoutProbable({ text, found }: Redacted): Redacted {
  const otherwise = text.search(aboutOthers) < 0 ? 'card' : 'other';
  let isProbable = false;
  const clean = text.replaceAll(sixteen, (number, _separator: string, start: number) => {
    if ((saidBefore(text, start) ?? otherwise) === 'other') return number;
    isProbable = true;
    return '[card]';
  });
  return isProbable ? { text: clean, found: [...found, 'probable_card'] } : { text, found };
}

interface Cut {
  readonly kind: Redaction;
  readonly start: number;
  readonly end: number;
}

/** Takes pieces out; of two that overlap the first one found counts, and covers both. */
function cutOut({ text, found }: Redacted, cuts: readonly Cut[]): Redacted {
  const kinds: Redaction[] = [];
  let clean = '';
  let done = 0;
  for (const { kind, start, end } of cuts.toSorted((first, second) => first.start - second.start)) {
    if (start >= done) {
      clean += `${text.slice(done, start)}[${kind === 'card_part' ? 'card' : kind}]`;
      kinds.push(kind);
    }
    done = Math.max(done, end);
  }
  return { text: clean + text.slice(done), found: [...new Set([...found, ...kinds])] };
}

/** Whether a conversation may still be waiting for the code of the linking page, which customers are asked to type. */
export type LinkCodes = 'perhaps' | 'never';

function secretsIn(text: string, linkCodes: LinkCodes): Cut[] {
  return findSecrets(text).flatMap(({ kind, start, end }): Cut[] => {
    if (kind !== 'link_code') return [{ kind, start, end }];
    return linkCodes === 'never' ? [{ kind: 'code', start, end }] : [];
  });
}

/**
 * Takes out of what a customer has typed what `redact` takes out, and also what is only judged by its words: sixteen digits that look like
 * a mistyped card number, parts of a card number sent in two messages, codes, PINs and passwords. Orders and parcels have numbers of
 * sixteen digits, too: where the text speaks of one, the number stays. Not for logs and payloads, which no customer writes.
 * `linkCodes`: "my code is 123456" stays as long as it may be the code of the linking page.
 */
export function redactTyped(text: string, linkCodes: LinkCodes = 'perhaps'): Redacted {
  const numbers = withoutProbable(redact(text));
  const secrets = cutOut(numbers, secretsIn(numbers.text, linkCodes));
  return cutOut(secrets, findCardParts(secrets.text));
}
