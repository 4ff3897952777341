import type { ReadableText } from '../text/readable-text.ts';
import type { Found } from './found.ts';

export interface AccountMention {
  readonly kind?: 'current' | 'savings' | 'card' | 'joint';
  readonly name?: string;
  readonly last4?: string;
}

export interface AccountReader {
  /** Which account is meant; `expected` when the customer was asked, so that a bare "Visa" is read too. */
  read(text: ReadableText, expected: boolean): Found<AccountMention> | undefined;
}

const kinds: readonly (readonly [NonNullable<AccountMention['kind']>, RegExp])[] = [
  [
    'joint',
    /(?<![a-z])(?:compte (?:joint|commun)|compte a deux|joint (?:current |checking |savings )?(?:account|acct?)|shared account|joint(?= balance)|(?<=(?:solde|balance) )joint|joint one|le joint|the joint(?: (?:current |checking |savings )?(?:account|acct?))?)(?![a-z])/,
  ],
  [
    'savings',
    /(?<![a-z])(?:(?:compte |mon |livrets? )?(?:d')?epargne|livrets?(?: (?:a|jeune|bleu|d'epargne))?|ldds?|lep|pel|cel|savings?(?: (?:account|acct?|pot|book))?|saver|isa|rainy day account)(?![a-z])/,
  ],
  [
    'current',
    /(?<![a-z])(?:comptes? (?:courants?|cheques?|de depots?|a vue)|cheking|current (?:account|acct?|acc)|(?:checking|chequing|checkings)(?: (?:account|acct?))?|everyday account|le courant|the current one)(?![a-z])/,
  ],
  [
    'card',
    /(?<![a-z])(?:cartes? de credit|cartes? a debit differe|credit card|(?:sur|de|on|of|for|with) (?:ma|la|my|the) (?:(?:debit|bank) )?(?:carte|card|cb|visa|mastercard|amex)(?: (?:bleue|bancaire|visa|mastercard|gold))?|(?<=(?:solde|balance) (?:of |de )?)(?:carte|card)(?![a-z])|card(?= balance)|carte (?=finissant|terminant|se terminant)|card (?=ending))(?![a-z])/,
  ],
];
const bareCard = /(?<![a-z])(?:carte|card|cb|visa|mastercard|amex)(?![a-z])/;
const bareCurrent = /(?<![a-z])(?:courant|current|checking|cheques?|principal|main)(?![a-z])/;
const lastDigits =
  /(?:finissant|terminant|se finit|se termine|ending|ends|finishing)(?: (?:par|en|in|with))? (\d{2,4})(?!\d)|(?:\*{2,}|x{2,}|\.{3,}|•+|…) ?(\d{4})(?!\d)/;
const named =
  /(?:compte|account|livret)(?: (?:appele|nomme|intitule|called|named))? ?"([^"]{1,60})"|(?:account|pot) (?:called|named) ([a-z][a-z'-]{1,30})|compte (?:appele|nomme|intitule) ([a-z][a-z'-]{1,30})/;

/** Makes the reader of accounts: by kind, by nickname, or by last digits. */
export function createAccountReader(): AccountReader {
  return {
    read: ({ clean, folded }, expected) => {
      const kind = kindIn(folded, expected);
      const digits = lastDigits.exec(folded);
      const name = named.exec(folded);
      const parts = [kind, digits && spanOf(digits), name && spanOf(name)].filter((part) => part != null);
      if (parts.length === 0) return undefined;
      const last4 = digits?.[1] ?? digits?.[2];
      const written = name ? nameOf(clean, name) : undefined;
      const value = { ...(kind && { kind: kind.value }), ...(written && { name: written }), ...(last4 && { last4 }) };
      return { value, start: Math.min(...parts.map((part) => part.start)), end: Math.max(...parts.map((part) => part.end)) };
    },
  };
}

function kindIn(folded: string, expected: boolean): Found<NonNullable<AccountMention['kind']>> | undefined {
  const found = kinds.flatMap(([value, pattern]) => {
    const match = pattern.exec(folded);
    return match ? [{ value, ...spanOf(match) }] : [];
  });
  // Two of them are no one account: all are shown rather than half of what was asked.
  if (found.length > 1) return undefined;
  if (found[0] || !expected) return found[0];
  for (const [value, pattern] of [['card', bareCard] as const, ['current', bareCurrent] as const]) {
    const match = pattern.exec(folded);
    if (match) return { value, ...spanOf(match) };
  }
  return undefined;
}

function spanOf(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

function nameOf(clean: string, match: RegExpExecArray): string {
  const folded = match[1] ?? match[2] ?? match[3] ?? '';
  const start = match.index + match[0].lastIndexOf(folded);
  return clean.slice(start, start + folded.length).trim();
}
