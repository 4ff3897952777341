import type { Found } from './found.ts';
import { numberWord, readInteger } from './number-words.ts';

export interface CountReader {
  /** How many entries are wanted ("les 5 dernières", "my last payment"), 1 to 50. */
  read(folded: string): Found<number> | undefined;
}

const noun =
  '(?:operations?|transactions?|paiements?|payments?|mouvements?|achats?|purchases?|depenses?|debits?|prelevements?|virements?|transfers?|charges?|entries|entry|lignes?|retraits?|withdrawals?|recus?|receipts?|tickets?|factures?|invoices?|movements?|expenses?|colis|commandes?|orders?|parcels?|things|spends?|transac|trans|trx)';
const single =
  '(?:operation|transaction|paiement|payment|mouvement|achat|purchase|depense|debit|prelevement|virement|transfer|charge|retrait|withdrawal|movement|expense|spend|recu|receipt|ticket|facture|invoice)';
const most = 1000;

/** Makes the reader of "the last five". Stretches of time ("the last 5 days") must have been taken out of the text before. */
export function createCountReader(): CountReader {
  const number = `(\\d{1,3}|(?:${numberWord})|couple(?: of)?)`;
  const patterns = [
    new RegExp(
      `(?<![a-z0-9])(?:les|mes|des|the|my)? ?${number} (?:dernier|derniere|derniers|dernieres|last|latest|most recent|recent|plus recente?s?)(?![a-z])`,
    ),
    new RegExp(
      `(?<![a-z])(?:last|latest|past|recent|previous|dernieres?|derniers?|top) ${number}(?= *$| *[,;.!?]| (?:${noun}|of|at|from|in|chez|svp|stp|please|pls|card|pending|a|au)(?![a-z]))`,
    ),
    new RegExp(`(?<![a-z0-9.,])${number} ${noun}(?![a-z])`),
  ];
  const lastOne = new RegExp(
    `(?<![a-z])(?:(?:ma|mon|la|le|du|my|the) (?:toute )?(?:derniere?|last|latest|most recent) (?:card |pending |online |cash |atm |bank )?${single}|^(?:derniere?|last|latest|most recent) ${single}|(?:the|la|le) (?:last one|latest one|derniere|dernier)(?= *$| *[,;.!?]))(?![a-z])`,
  );
  return {
    read: (folded) => {
      for (const pattern of patterns) {
        const match = pattern.exec(folded);
        const value = match ? countOf(match[1] ?? '') : undefined;
        if (match && value !== undefined) return { value, start: match.index, end: match.index + match[0].length };
      }
      const match = lastOne.exec(folded);
      return match ? { value: 1, start: match.index, end: match.index + match[0].length } : undefined;
    },
  };
}

function countOf(text: string): number | undefined {
  // "une opération" and "a payment" name one, they do not count.
  if (text === 'un' || text === 'une' || text === 'a' || text === 'an' || text === 'one') return undefined;
  const value = text.startsWith('couple') ? 2 : readInteger(text);
  return value !== undefined && value >= 1 && value <= most ? value : undefined;
}
