const polite =
  "(?: (?:ca|tout|stp|svp|s'il (?:vous|te) plait|please|pls|it|this|that|everything|all|merci|thanks|finalement|now|alors|la demande|ma demande|my request|the request|donc|bot))*";
const whole = new RegExp(
  `^(?:(?:non|no|ok|bon|euh|ah|well|en fait|actually|finalement|sorry|desole|pardon|bref|je veux|je voudrais|i want to|please|svp|stp|just|let's) )*(?:annule[rsz]?|annulation|annulez|anule[rz]?|j'annule|cancel|cancle|cancell|laisse[rz]?(?: moi)? tomber|laisse|laisser tomber|oublie[rsz]?|oublie[rz]? (?:ca|tout ca|l'affaire)|stop|stopp?e[rz]?|arrete[rsz]?|abandonne[rsz]?|j'abandonne|abort|quit|exit|quitter|never ?mind|nevermind|nvm|nm|forget (?:it|about it|that)|drop it|leave it|scrap that|skip it|tant pis|peu importe|pas grave|c'est pas grave|ce n'est pas grave|on oublie|on laisse tomber|no matter|don't bother|doesn't matter|it doesn't matter|je ne veux plus|je veux plus|i changed my mind|j'ai change d'avis|start over|recommencer|on recommence|retour|back|go back)${polite}$`,
);
const longest = 60;

/** Whether the message calls off what is going on; "annuler ma commande" is about an order and is not meant. */
export function isCancel(words: string): boolean {
  return words.length <= longest && whole.test(words);
}
