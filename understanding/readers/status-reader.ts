import type { Found } from './found.ts';

const pending =
  /(?<![a-z])(?:en attente|a venir|pas encore (?:ete )?(?:debitee?s?|passee?s?|prelevee?s?|comptabilisee?s?)|non (?:debitee?s?|comptabilisee?s?)|(?:operations?|paiements?|transactions?|debits?|achats?|virements?) en cours|prelevements? prevus?|pending|not (?:yet )?(?:cleared|posted|booked)|(?:haven't|hasn't|havent|hasnt|have not|has not) (?:yet )?(?:cleared|posted|gone through)|uncleared|upcoming|scheduled|still processing|authori[sz]ations?)(?![a-z])/;
const booked =
  /(?<![a-z])(?:comptabilisee?s?|deja (?:ete )?(?:debitee?s?|passee?s?|prelevee?s?)|(?:operations?|paiements?|transactions?|achats?) (?:debitee?s?|passee?s?)|cleared|booked|posted|completed|settled)(?![a-z])/;

/** Whether entries that are still pending, or already booked, are wanted. */
export function readStatus(folded: string): Found<'pending' | 'booked'> | undefined {
  const waiting = pending.exec(folded);
  if (waiting) return { value: 'pending', start: waiting.index, end: waiting.index + waiting[0].length };
  const done = booked.exec(folded);
  return done ? { value: 'booked', start: done.index, end: done.index + done[0].length } : undefined;
}
