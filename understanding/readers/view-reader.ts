const sum =
  /(?<![a-z])(?:(?:combien|kombien|cbien|cb)(?: |-).{0,24}?(?:depensee?s?|depenser?|paye|paie|claque|cramee?|mis(?! de cote)|recue?|touche|gagnee?|empoche|verse|debourse|coute|retire|prelevee?|sorti|rentre|en essence)|(?:depense|paye|claque|mis|recu|coute|prelev|preleve|touche|gagne|retire|verse|rembourse)[rs]? combien|(?:combien|kombien|cbien|cb) (?:chez|pour|en)|how much (?:at|on|for)|how much.{0,24}?(?:spen[dt]|spending|pay|paid|earn|earned|received?|cost|blow|blown|withdrew|withdrawn?|(?:take|took|taken) out|put down|(?:did|do) i (?:get|make)|came in|went out|was taken|charged)|(?:montant |somme )?(?<!(?:epargne|economies|savings|livrets?|comptes?) )totale?(?! (?:de )?mes comptes| savings| across)|totaux|en tout|au total|sum of|sum total|altogether|in all)(?![a-z])/;
const list =
  /(?<![a-z])(?:listes?|lister|list|listing|details?|detaille[rz]?|une par une|breakdown|itemi[sz]ed|each (?:payment|transaction)|one by one)(?![a-z])/;

/** Pay and rent, of which there is one at a time: whether it came or went is asked with a yes or no. */
const single = '(?:salaires?|paies?|payes?|loyers?|salary|wages?|paycheck|paycheque|pay|rent)';
const whether = new RegExp(
  [
    `(?<![a-z])(?:est ?ce que?|esk|est-ce qu')(?![a-z]).*(?<![a-z])${single}(?![a-z])`,
    `(?<![a-z])${single} (?:(?:elle |il |ils )?(?:est|a|ont|sont|il est|a-t-il|est-il|n'est pas|a ete|has|is|was)(?![a-z])[ -]?)?(?:il )?(?:bien |deja |enfin |pas |encore |ete |been |already |not )*(?:tombee?s?|arrivee?s?|versee?s?|passee?s?|parti[es]*|prelevee?s?|payee?s?|creditee?s?|debitee?s?|viree?s?|recue?s?|la|arrived|paid|in|landed|received|gone|out|cleared|taken|due)(?![a-z])`,
    `(?<![a-z])(?:did|has|have|is|was|hasn't|has not|didn't)(?![a-z]).{0,12}(?<![a-z])${single}(?![a-z])`,
    `(?<![a-z])pas (?:encore )?(?:recu|touche|eu|paye)(?![a-z]).{0,12}(?<![a-z])${single}(?![a-z])`,
    `(?<![a-z])(?:haven't|havent|have not|hasn't|hasnt|has not|didn't|didnt|did not)(?![a-z]).{0,24}(?<![a-z])(?:${single}|been paid)(?![a-z])`,
    "(?<![a-z])(?:ai[ -]je|j'ai) (?:bien |deja )*(?:recu|touche|paye|ete paye)(?![a-z])",
    '(?<![a-z])(?:have i|did i|i)(?: been| get| got)? (?:been |get |got )?paid(?![a-z])',
  ].join('|'),
);
/** A figure or a day is asked about, not whether. */
const otherwise = /(?<![a-z])(?:combien|quand|quel(?:le)?s?|comment|pourquoi|montant|how|when|what|which|why|amount)(?![a-z])/;

/** Whether pay or rent is asked about with a yes or no. */
export function asksWhether(folded: string): boolean {
  return whether.test(folded) && !otherwise.test(folded);
}

/** `sum` for "how much did I spend", `list` when the entries are asked for in so many words. */
export function readView(folded: string): 'list' | 'sum' | undefined {
  if (list.test(folded)) return 'list';
  return sum.test(folded) ? 'sum' : undefined;
}
