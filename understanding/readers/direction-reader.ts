const incoming =
  /(?<![a-z])(?:(?:ai|as|a|avons|m'a|on a) (?:bien |deja |pas |-?je )?(?:-je )?recue?s?|ai-je (?:bien )?recue?|virements? (?:recue?s?|entrants?)|entrants?|argent recue?|sommes? (?:totales? )?recues?|recue? (?:sur mon compte|un virement|mon salaire|de l'argent|de la part)|salaires?|paye est|ma paye|ma paie|la paie|entrees?(?: d'argent)?|rentrees?(?: d'argent)?|revenus?|argent (?:entre|rentre)|(?:est|a|sont) (?:bien )?(?:r?entre|arrive)e?s?(?= sur)|il est r?entre|encaissements?|encaisse[rs]?|remboursements?|rembourse|credits|creditee?s?|versements? recus?|(?:m'a|m'ont|ont|a) (?:envoye|vire|verse|rembourse)|incoming|received?|salary|wages|paycheck|payday|paid in|money in|came in(?:to)?|income|refunds?|refunded|deposits?|got paid|get paid|pay in|(?:sent|paid|given|gave|transferred) (?:me|us)|(?:anyone|anybody|someone|somebody|who) (?:has |did |ever )*(?:send|pay|give|transfer)|money back|paid back|earn(?:ed|s|ings?)?|gagnee?s?|touchee?s?|my pay)(?![a-z])/;
const outgoing =
  /(?<![a-z])(?:depensee?s?|depenser?|depenses|ai (?:paye|regle|claque|debourse|mis(?! de cote))|ai-je (?:paye|depensee?s?)|je (?:paye|paie|depense)|payer? combien|sorties? d'argent|sorti|debits?|debitee?s?|prelevee?s?|prelevements?|achats?|achete|retraits?|spent|spend|spends|spending|outgoings?|paid out|money out|went out|gone out|came out|coming out|debited|direct debits?|purchases?|bought|charged?|did i (?:pay|buy|blow)|have i paid|i paid|i pay|withdrawals?|withdr[ae]wn?|expenses?)(?![a-z])/;
const goods = /(?<![a-z])(?:colis|commandes?|livraisons?|livree?s?|paquets?|ticket|parcels?|orders?|package|delivery|delivered)(?![a-z])/;
const receiptSense =
  /(?<![a-z])(?:(?:le|un|mon|ce|du|les|des|mes|son|votre) recus?|(?<!(?:virements?|argent|sommes?|versements?) )recus? (?:de|du|d'|pour|chez|fiscal)|remboursement mutuelle)(?![a-z])/;
const receivedGoods = /(?<![a-z])(?:recue?s?|received?)(?![a-z])/;

/**
 * Whether money that came in or went out is meant; nothing when the words point both ways, or when "reçu" is a receipt
 * or "received" speaks of a parcel.
 */
export function readDirection(folded: string): 'in' | 'out' | undefined {
  const text = goods.test(folded) ? folded.replace(receivedGoods, ' ') : folded.replace(receiptSense, ' ');
  const comes = incoming.test(text);
  const goes = outgoing.test(text);
  if (comes === goes) return undefined;
  return comes ? 'in' : 'out';
}
