import type { z } from 'zod';
import type { categorySchema } from '../../engine/slots/slot-kinds.ts';
import type { Found } from './found.ts';

type Category = z.infer<typeof categorySchema>;

const names: readonly (readonly [Category, string])[] = [
  ['groceries', 'courses?(?: alimentaires?)?|alimentation|alimentaire|groceries|grocery|food(?: shop(?:ping)?)?'],
  ['restaurant', 'restos?|restaurants?|restau|cafes|coffees?|eating out|takeaways?'],
  ['transport', 'transports?(?: en commun)?|public transport|taxis'],
  ['fuel', 'essence|carburant|gasoil|petrol|fuel|gas'],
  ['clothing', 'vetements|fringues|habits|clothes|clothing'],
  ['health', 'sante|frais medicaux|medical|health'],
  ['beauty', 'beaute|cosmetiques?|parfumerie|maquillage|beauty|cosmetics|make ?up'],
  ['utilities', "electricite|energie|factures? d'eau|facture de gaz|utilit(?:y|ies)|electricity|energy|(?:water|gas) bills?"],
  ['insurance', 'assurances?(?! vie)|insurance'],
  ['subscription', 'abonnements?|subscriptions?'],
  ['rent', 'loyers?|rent(?! a )'],
  [
    'salary',
    "salaires?|(?:ma|la|sa|mes) (?:paie|paye)s?|(?:ai[ -]je|j'ai) (?:bien |deja )?ete payee?|salary|salaries|wages?|paychecks?|paycheques?|payday|(?:my|been|get|got) (?:pay|paid)",
  ],
  [
    'cash',
    [
      "retraits?(?: d'argent| d'especes| dab)?|(?:argent )?liquide|especes|cash(?: withdrawals?)?|withdrawa?ls?",
      '(?:au|aux|du|des) (?:distributeurs?|dab|guichets? automatiques?)|dab|atms?|cash ?points?|cash ?machines?',
      // "Combien j'ai retiré", "how much have I withdrawn", and "the cash I took out", but no loan taken out and nothing taken out of an account.
      "(?:j'ai|jai|ai[ -]je|g|on a|avons[ -]nous) (?:pas )?(?:retire[rs]?|retiree?s?)|retire[rs]? combien|argent (?:retire|sorti)|(?:retiree?s?|sorti) (?:au|d'un|du) (?:guichet|dab|distributeur)|cash taken|withdr(?:e|a)w(?:n|ing)?",
      '(?<!(?:was|were|been|got|is) )(?:take|took|taken|taking) out(?! (?:of|(?:an? |the |my )?(?:loan|mortgage|insurance|policy|credit|subscription)))',
    ].join('|'),
  ],
  ['refund', 'remboursements?|refunds?'],
  ['fee', '(?:frais|agios)(?: bancaires?| de tenue de compte)?|bank (?:charges?|fees?)|fees'],
];
const patterns = names.map(([category, source]) => [category, new RegExp(`(?<![a-z])(?:${source})(?![a-z])`)] as const);

/** The kind of spending that a text names. */
export function readCategory(folded: string): Found<Category> | undefined {
  for (const [value, pattern] of patterns) {
    const match = pattern.exec(folded);
    if (match) return { value, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}
