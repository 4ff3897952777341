const yes =
  /^(?:(?:euh|ah|eh|mais|ben|bah|oh|ok|well) )?(?:oui|ouais|ouai|oue|wi|ui|yes|yep|yeah|yea|yup|ya|aye|y|o|ok|okay|oki|okey|sure|of course|certainly|absolutely|definitely|indeed|correct|right|exactly|exact|exactement|tout a fait|absolument|bien sur|carrement|evidemment|certainement|volontiers|d'accord|dac|daccord|d'acc|si|go|go ahead|do it|vas y|allez y|allez|c'est ca|c'est bon|c'est bien ca|c'est exact|c'est correct|that's right|that's it|that's correct|that's the one|je confirme|confirme|confirmer|i confirm|confirm|i do|please do|valide|je valide|parfait|perfect|fine|ca marche|entendu|pourquoi pas|why not|affirmatif|affirmative)(?: (?:oui|ouais|yes|yep|ok|sure|please|pls|svp|stp|s'il vous plait|s'il te plait|merci|thanks|thank you|c'est ca|c'est bon|c'est correct|that's right|go ahead|do it|vas y|allez y|je confirme|i confirm|bien sur|of course|volontiers|absolument|tout a fait|d'accord|exactement|parfait|i do|it is))*$/;
const no =
  /^(?:(?:euh|ah|eh|mais|ben|bah|oh|ok|well|um|finalement|en fait|actually|sorry|desole|pardon) )?(?:non|nan|nope|no|nah|na|nop|n|no way|not really|not that|never|jamais|jamais de la vie|pas du tout|surtout pas|absolument pas|certainement pas|pas question|hors de question|pas la peine|pas maintenant|pas tout de suite|plus tard|une autre fois|not now|not yet|later|maybe later|another time|pas celui la|pas celle la|aucun|aucune|aucun des deux|none|none of them|none of these|neither|negatif|negative|i don't|don't|do not|ne fais pas ca|faux|wrong|incorrect|pas ca|c'est pas ca|ce n'est pas ca|that's wrong|that's not it|not this one)(?: (?:non|nan|no|nope|merci|thanks|thank you|pas ca|c'est pas ca|ce n'est pas ca|that's wrong|that's not it|pas du tout|pas celui la|pas celle la|not that one|not really|i don't|don't|dont|do not|finalement|en fait|actually|after all|vraiment|surtout|sorry|desole|stp|svp|please|surtout pas|way|of them|of these|ca va|c'est bon))*$/;
const thumbUp = /^\s*(?:👍|✅|👌|🆗)/u;
const thumbDown = /^\s*(?:👎|❌)/u;

/** Whether the whole message is a yes or a no: nothing less may confirm anything. `words` as `plainWords` gives them. */
export function readYesNo(words: string, clean: string): 'affirm' | 'deny' | undefined {
  if (words === '') {
    if (thumbUp.test(clean)) return 'affirm';
    return thumbDown.test(clean) ? 'deny' : undefined;
  }
  if (words.length > 60) return undefined;
  if (no.test(words)) return 'deny';
  return yes.test(words) ? 'affirm' : undefined;
}
