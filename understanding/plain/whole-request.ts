/** What can be asked for, by its name. */
const named =
  /(?<![a-z])(?:operations?|transactions?|paiements?|payments?|achats?|purchases?|depenses?|spending|retraits?|withdrawals?|prelevements?|virements?|transfers?|debits?|mouvements?|(?:mon|mes|my) (?:[a-z]+ )?(?:soldes?|balances?|epargnes?|savings)|soldes?|balances?|recus?|receipts?|tickets?|factures?|invoices?|colis|parcels?|packages?|(?:combien|how much|what)(?: money| cash| d'argent)? (?:(?:on|j'|je|il y|do|have) ?)*(?:a|ai|i|we)(?![a-z]))(?![a-z])/;
const entry = /(?<![a-z])(?:paiements?|payments?|debits?|prelevements?|operations?|transactions?|charges?|retraits?|withdrawals?)(?![a-z])/;

/** Whether a message speaks of an entry of an account. Plain words. */
export function namesEntry(words: string): boolean {
  return entry.test(words);
}

/** Whether a message names what it wants by itself, and therefore goes on from nothing: "my last payment" after the payments at Tesco. Plain words. */
export function isWholeRequest(words: string): boolean {
  return named.test(words);
}
