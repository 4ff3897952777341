const pointing =
  /(?<![a-z])(?:for (?:that|this|it)|of (?:that|this|it)|(?:that|this) (?:one|purchase|payment|transaction)|de (?:ca|celui ci|celui la|celle ci|celle la)|(?:cet|ce|cette) (?:achat|paiement|operation|depense|transaction)|pour (?:ca|cet achat|ce paiement)|correspondant)(?: (?:please|pls|svp|stp|s'il vous plait))?$/;

/** "The receipt for that one", "le reçu de cet achat": what was just shown is meant. */
export function pointsBack(words: string): boolean {
  return pointing.test(words);
}
