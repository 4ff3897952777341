type Order = 'largest' | 'smallest';

const things =
  '(?:depenses?|achats?|paiements?|operations?|transactions?|retraits?|virements?|prelevements?|debits?|sorties?|credits?|entrees?|courses|payments?|purchases?|transactions?|expenses?|spends?|spendings?|withdrawals?|transfers?|charges?|debits?|outgoings?|deposits?|things?|one|buys?|bought)';
const patterns: readonly (readonly [Order, RegExp])[] = [
  [
    'largest',
    new RegExp(
      `(?<![a-z])(?:plus (?:gros(?:se)?s?|grande?s?|importante?s?|chere?s?|eleve[es]*)|biggest|largest|highest|most expensive|dearest|priciest)(?: [a-z]+){0,2} ${things}(?![a-z])|(?<![a-z])${things} (?:la |le |les )?plus (?:gros(?:se)?s?|grande?s?|importante?s?|chere?s?|eleve[es]*)(?![a-z])|(?<![a-z])(?:spent|paid|pay|spend) the most(?![a-z])|(?<![a-z])(?:coute|paye|depense) le plus(?![a-z])`,
    ),
  ],
  [
    'smallest',
    new RegExp(
      `(?<![a-z])(?:plus (?:petite?s?|faibles?)|moins (?:chere?s?|eleve[es]*)|smallest|lowest|cheapest|least expensive)(?: [a-z]+){0,2} ${things}(?![a-z])|(?<![a-z])${things} (?:la |le |les )?(?:plus (?:petite?s?|faibles?)|moins (?:chere?s?|eleve[es]*))(?![a-z])`,
    ),
  ],
];

/** Whether the largest or the smallest of some entries is wanted: "ma plus grosse dépense", "cheapest purchase". */
export function readOrder(folded: string): Order | undefined {
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0];
}
