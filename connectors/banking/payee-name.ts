import type { Transaction } from '../domain/transaction.ts';
import { type Category, categoryOf } from './category.ts';
import { foldText } from './fold-text.ts';
import { sentenceCase, titleCase } from './statement-case.ts';

/** How a sentence names an entry, for ICU select; `plain` needs no word before the name. */
export type PayeeRole = 'salary' | 'rent' | 'transfer_in' | 'transfer_out' | 'plain';

/** Who the money went to or came from, as a person says it. */
export interface PayeeName {
  readonly role: PayeeRole;
  readonly name: string;
}

/** How banks print the way in which money moved, before the name; folded. */
const movement = new RegExp(
  `^(?:${[
    'vir(?:ement)?(?: (?:sepa|inst|instantane|perm|permanent|recu|emis|web|europeen))*(?: (?:de|pour|vers|a))?(?= )',
    'prlv(?: sepa)?(?= )',
    'bank giro credit(?: ref)?(?= )',
    'bgc(?= )',
    'standing order(?: via faster payment)?(?: to)?(?= )',
    '(?:faster payment|transfer|zelle|bill payment|payment)(?: (?:from|to))?(?= )',
    'direct dep(?:osit)?(?= )',
    'ach (?:credit|debit)(?= )',
    'bill pay(?= )',
  ].join('|')})`,
);
/** What a transfer was for stands after these words, and is none of the name. */
const remark = /[ /]+(?:motif|libelle|ref|reference)(?![a-z]).*$/;
const words: Readonly<Partial<Record<Category, RegExp>>> = {
  salary: /(?<![a-z])(?:salaires?|paie|paye|remuneration|salary|wages?|payroll)(?![a-z])/g,
  rent: /(?<![a-z])(?:loyers?|rent)(?![a-z])/g,
};
const month =
  '(?:janv?(?:ier)?|fev(?:rier)?|mars|avril?|mai|juin|juil(?:let)?|aout|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?|january|february|march|april|may|june|july|august|september|october|november|december)';
/** For which month it was, at the end of the line. */
const forMonth = new RegExp(`(?: (?:${month}|\\d{1,2}[/-]\\d{2,4}|\\d{4}))+$`);

/** Cuts the same places out of the line that a pattern found in its folded form; nothing where the two do not run alongside. */
function without(label: string, ...patterns: readonly RegExp[]): string {
  return patterns.reduce((line, pattern) => {
    const folded = foldText(line);
    if (folded.length !== line.length) return line;
    const blanked = folded.replace(pattern, (match) => '\0'.repeat(match.length));
    return line.replaceAll(/[^]/g, (sign, index: number) => (blanked[index] === '\0' ? '' : sign));
  }, label);
}

function party(label: string, ...more: readonly RegExp[]): string {
  const name = without(label, movement, remark, ...more)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s/:–-]+|[\s/:–-]+$/g, '');
  return titleCase(name);
}

/** An account is nobody: such a line says itself between which of them the money moved. */
const account = /(?<![a-z])(?:comptes?|livret|epargne|accounts?|checking|savings?|saver|isa|assurance vie)(?![a-z])/;

/** Whether a transfer goes to or comes from somebody else: only then the rest of the line is a name. */
function isToSomebody(transaction: Transaction, isOwnTransfer: boolean): boolean {
  const line = foldText(transaction.label);
  return !isOwnTransfer && categoryOf(transaction) === 'transfer' && movement.test(line) && !account.test(line);
}

/**
 * The name of an entry: the merchant's, or what is left of the statement line without the bank's own words, in lower case where the
 * bank prints capitals. The line itself stays what `label` says.
 */
export function payeeNameOf(transaction: Transaction, isOwnTransfer = false): PayeeName {
  const { merchant, label, amount } = transaction;
  if (merchant) return { role: 'plain', name: merchant.name };
  const category = categoryOf(transaction);
  const word = words[category];
  const named = category === 'salary' || category === 'rent' ? party(label, ...(word ? [word] : []), forMonth) : '';
  if (named !== '' && (category === 'salary' || category === 'rent')) return { role: category, name: named };
  const somebody = isToSomebody(transaction, isOwnTransfer) ? party(label) : '';
  if (somebody !== '') return { role: amount.minor < 0n ? 'transfer_out' : 'transfer_in', name: somebody };
  return { role: 'plain', name: sentenceCase(label) };
}
