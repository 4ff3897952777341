/** What can be asked for, by its name. */
const named =
  /(?<![a-z])(?:operations?|transactions?|paiements?|payments?|achats?|purchases?|depenses?|spending|retraits?|withdrawals?|prelevements?|virements?|transfers?|debits?|mouvements?|(?:mon|mes|my) (?:[a-z]+ )?(?:soldes?|balances?|epargnes?|savings)|soldes?|balances?|recus?|receipts?|tickets?|factures?|invoices?|colis|parcels?|packages?|(?:combien|how much|what) (?:(?:on|j'|je|il y|do|have) ?)+(?:a|ai|i|we)(?![a-z]))(?![a-z])/;
/** What narrows down the answer before: "seulement les paiements de plus de 50 €". */
const narrowing = /^(?:ok |et |non |no )*(?:(?:que|seulement|juste|uniquement|sans|only|just|without|except|sauf)(?![a-z]))/;

/** Whether a message names what it wants by itself, and therefore goes on from nothing: "my last payment" after the payments at Tesco. Plain words. */
export function isWholeRequest(words: string): boolean {
  return named.test(words) && !narrowing.test(words);
}
