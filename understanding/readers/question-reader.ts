const overdrawn =
  /(?<![a-z])(?:(?:je |j'?)?suis(?:[ -]je)?|on est|sommes[ -]nous|est(?:[ -](?:il|elle|on))?|es) (?:deja |encore |toujours |actuellement )?(?:a decouvert|dans le rouge)(?![a-z])/;
const overdrawnEnglish =
  /(?<![a-z])(?:am i|i'm|i am|are we|we're|is (?:my|the|our)(?: [a-z]+){1,3}?) (?:now |already |currently |still )?(?:overdrawn|in the red|in (?:my|our|the|its) overdraft)(?![a-z])/;
/** A figure or a plan is asked about, not whether. */
const otherwise =
  /(?<![a-z])(?:combien|sans|si|depuis quand|pourquoi|how (?:much|far|deep|long)|without|if(?! i'm| i am)|why|since when)(?![a-z])/;

/** Whether a text asks with a yes or no if an account is overdrawn. */
export function readQuestion(folded: string): 'overdrawn' | undefined {
  const asks = overdrawn.test(folded) || overdrawnEnglish.test(folded);
  // "Je veux savoir si je suis à découvert" is that question too.
  const indirect = /(?<![a-z])(?:savoir|voir|dire|know|see|tell me) (?:if|si)(?![a-z])/.test(folded);
  return asks && (indirect || !otherwise.test(folded)) ? 'overdrawn' : undefined;
}
