import type { z } from 'zod';
import type { questionSchema } from '../../engine/slots/slot-kinds.ts';

type Question = z.infer<typeof questionSchema>;

const overdrawn =
  /(?<![a-z])(?:(?:je |j'?)?suis(?:[ -]je)?|on est|sommes[ -]nous|est(?:[ -](?:il|elle|on))?|es) (?:deja |encore |toujours |actuellement )?(?:a decouvert|dans le rouge)(?![a-z])/;
const overdrawnEnglish =
  /(?<![a-z])(?:am i|i'm|i am|are we|we're|is (?:my|the|our)(?: [a-z]+){1,3}?) (?:now |already |currently |still )?(?:overdrawn|in the red|in (?:my|our|the|its) overdraft)(?![a-z])/;
/** A figure or a plan is asked about, not whether. */
const otherwise =
  /(?<![a-z])(?:combien|sans|si|depuis quand|pourquoi|how (?:much|far|deep|long)|without|if(?! i'm| i am)|why|since when)(?![a-z])/;
const overdraft =
  /(?<![a-z])(?:decouverts? (?:autorise|accorde|permis|possible|maxim\w+)|autorisation de decouvert|facilite de caisse|(?:limite|montant|plafond|taille) (?:de |du |d')(?:mon |ma |l')?(?:decouvert|autorisation)|(?:mon|le|du) decouvert|overdraft (?:limit|facility|allowance|amount|size)|(?:arranged|agreed|authori[sz]ed|my|of the|an) overdraft)(?![a-z])/;
/** The two figures of a balance, and what somebody does not understand of them. */
const twoBalances = /(?<![a-z])(?:disponibles?|comptabilis\w+|en attente|soldes?|available|booked|pending|balances?|cleared)(?![a-z])/;
const notUnderstood =
  /(?<![a-z])(?:differen\w+|ecart|pas (?:pareil|le meme|egal|egaux)|que (?:veut dire|signifie)|(?:ca|cela) veut dire|veut dire quoi|signifie|definition|expli\w+|not the same|does .{1,40} mean|meaning|mean by|lower than|higher than|less than|(?:why|pourquoi) .{1,60}(?:lower|higher|less|smaller|moins|plus bas|inferieur|autre))(?![a-z])/;
const aboutAvailable = /(?<![a-z])(?:disponible|comptabilise|available|booked)(?![a-z])/;
const enough =
  /(?<![a-z])(?:(?:ai[ -]je|j'ai|j ai|on a|avons[ -]nous) (?:assez|de quoi|suffisamment)|assez (?:d'argent |de sous |de solde )?(?:pour|sur)|(?:puis|peux)[ -]je (?:me permettre|payer|depenser|acheter|sortir|regler)|je peux (?:me permettre|payer|depenser|acheter|sortir|regler)|can i (?:afford|pay|spend|buy)|could i (?:afford|pay|spend|buy)|(?:do i|have i) (?:have |got )?enough|enough (?:money |cash |funds )?(?:for|to|in)|will .{1,20} cover)(?![a-z])/;

/** What a text asks of a balance besides its figure. */
export function readQuestion(folded: string): Question | undefined {
  const asks = overdrawn.test(folded) || overdrawnEnglish.test(folded);
  // "Je veux savoir si je suis à découvert" is that question too.
  const indirect = /(?<![a-z])(?:savoir|voir|dire|know|see|tell me) (?:if|si)(?![a-z])/.test(folded);
  if (asks && (indirect || !otherwise.test(folded))) return 'overdrawn';
  if (overdraft.test(folded)) return 'overdraft';
  return notUnderstood.test(folded) && twoBalances.test(folded) && aboutAvailable.test(folded) ? 'available' : undefined;
}

/** Whether it is asked if there is enough for an amount. */
export function asksForEnough(folded: string): boolean {
  return enough.test(folded);
}
