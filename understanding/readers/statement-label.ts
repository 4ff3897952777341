import type { ReadableText } from '../text/readable-text.ts';

/** What banks print before the name of a shop. Those of two letters mean other things in small letters ("cb" is "combien"). */
const sureCodes =
  'prlv(?: sepa)?|prelevement sepa|vir (?:sepa|inst)(?: recu)?|(?:paiement|achat|retrait) (?:cb|dab)|retrait dab|pos (?:debit|purchase|payment)|(?:debit )?card (?:payment|purchase)(?: to| at)?|visa purchase|contactless payment|faster payments?|ach (?:debit|credit)|chq|direct debit to';
const capitalCodes = 'CB|CARTE|PAIEMENT|ACHAT|VIR|VIREMENT|PRELEVEMENT|RETRAIT|DAB|SEPA|POS|DD|SO|BGC|FPI|FPO|BACS|DEBIT|CARD|TPE|CHEQUE';
const sure = new RegExp(`(?<![a-z])(?:${sureCodes})(?![a-z])`);
const capitals = new RegExp(`(?<![A-Za-z])(?:${capitalCodes})(?![A-Za-z])`);
/** Words in capitals and figures, as on a statement. */
const printed = /(?<![A-Za-z])[A-Z0-9][A-Z0-9.*&'/-]+(?: +[A-Z0-9*&][A-Z0-9.*&'/-]*)+(?![a-z])/;
/** "SQ *COFFEE BAR", "PAYPAL *STEAM", "SumUp *Chez Paul". */
const starred = /(?<![A-Za-z])[A-Za-z]{2,} ?\*(?= ?[A-Za-z]{2})/;

/** Whether a customer pasted a line of the statement ("CB CARREFOUR 12/11"), alone or in a question. */
export function isStatementLabel({ clean, folded }: ReadableText): boolean {
  if (starred.test(clean)) return true;
  const line = printed.exec(clean)?.[0] ?? '';
  return (
    capitals.test(line) ||
    (sure.test(folded) && (/\d/.test(folded) || line !== '' || /^[\s"]*$/.test(folded.slice(0, sure.exec(folded)?.index))))
  );
}

/** "PAYPAL *EBAY": the shop stands behind the one who takes the money for it. */
export const starredCue = /(?<![a-z])[a-z]{2,} ?\* ?(?=[a-z]{2})/g;

/** After what the bank prints, and the figures that follow it, the name of a shop begins. */
export const labelCue = new RegExp(
  `(?<![a-z])(?:${sureCodes}|${capitalCodes.toLowerCase()})(?![a-z])(?: (?:${capitalCodes.toLowerCase()}|recu|par|par carte|to|at|de|du|le)(?![a-z]))*(?: |\\d+h\\d*|[\\d/.*x\\u0001-]|(?:m|mr|mrs|ms|mme|mlle)(?![a-z]))*(?<!\\d)(?=[a-z])`,
  'g',
);
