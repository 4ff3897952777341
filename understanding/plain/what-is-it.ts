const whatIsIt =
  /^(?:(?:euh|mais|but|ok|oui|non|no|yes|et|and|attends|attendez|wait|hm+) )*(?:(?:c'est|cest|c) quoi(?: (?:ca|ce truc|ce paiement|cette operation|ces paiements|ces operations|tout ca|exactement))?|qu'est ce que c'est(?: (?:que ca|exactement|que ce paiement))?|de quoi s'agit il|a quoi ca correspond|ca correspond a quoi|kesako|what(?: is|'s|s| are| was|'re)? (?:it|this|that|these|those|they)(?: (?:payment|payments|one|ones|for|about|exactly))?|what is this|tell me more|(?:more|plus de) details?|explain|expliquez?(?: moi)?)(?: (?:svp|stp|please|s'il vous plait))?$/;
const longest = 60;

/** Whether the whole message asks what the things on the screen are. */
export function isWhatIsIt(words: string): boolean {
  return words.length <= longest && whatIsIt.test(words);
}
