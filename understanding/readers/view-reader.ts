const sum =
  /(?<![a-z])(?:(?:combien|kombien|cbien|cb)(?: |-).{0,24}?(?:depensee?s?|depenser?|paye|paie|claque|cramee?|mis|recue?|gagnee?|verse|debourse|coute|retire|prelevee?|sorti|rentre|en essence)|(?:depense|paye|claque|mis|recu|coute|prelev|preleve) combien|(?:combien|kombien|cbien|cb) (?:chez|pour|en)|how much (?:at|on|for)|how much.{0,24}?(?:spen[dt]|spending|pay|paid|earn|earned|received?|cost|blow|blown|withdrew|withdraw|(?:take|took|taken) out|put down|came in|went out|was taken|charged)|(?:montant |somme )?totale?(?! (?:de )?mes comptes| savings| across)|totaux|en tout|au total|sum of|sum total|altogether|in all)(?![a-z])/;
const list =
  /(?<![a-z])(?:listes?|lister|list|listing|details?|detaille[rz]?|une par une|breakdown|itemi[sz]ed|each (?:payment|transaction)|one by one)(?![a-z])/;

/** `sum` for "how much did I spend", `list` when the entries are asked for in so many words. */
export function readView(folded: string): 'list' | 'sum' | undefined {
  if (list.test(folded)) return 'list';
  return sum.test(folded) ? 'sum' : undefined;
}
