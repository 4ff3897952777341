import type { z } from 'zod';
import type { questionSchema } from '../../engine/slots/slot-kinds.ts';

type Question = z.infer<typeof questionSchema>;

const overdrawn =
  /(?<![a-z])(?:(?:je |j'?)?suis(?:[ -]je)?|on est|sommes[ -]nous|est(?:[ -](?:il|elle|on))?|es) (?:deja |encore |toujours |actuellement )?(?:a decouvert|dans le rouge)(?![a-z])/;
const overdrawnEnglish =
  /(?<![a-z])(?:am i|i'm|i am|are we|we're|is (?:my|the|our)(?: [a-z]+){1,3}?) (?:now |already |currently |still )?(?:overdrawn|in the red|in (?:(?:my|our|the|its|an) )?overdraft)(?![a-z])/;
/** A figure or a plan is asked about, not whether. */
const otherwise =
  /(?<![a-z])(?:combien|sans|si|depuis quand|pourquoi|how (?:much|far|deep|long)|without|if(?! i'm| i am)|why|since when)(?![a-z])/;
const overdraft =
  /(?<![a-z])(?:decouverts? (?:autorise|accorde|permis|possible|maxim\w+)|autorisation de decouvert|facilite de caisse|jusqu'(?:a combien|ou) .{0,30}(?:a|en) decouvert|how far .{0,20}(?:overdrawn|into (?:my |the |an )?overdraft)|(?:limite|montant|plafond|taille) (?:de |du |d')(?:mon |ma |l')?(?:decouvert|autorisation)|(?:mon|le|du) decouvert|overdraft (?:limit|facility|allowance|amount|size)|(?:arranged|agreed|authori[sz]ed|my|of the|an) overdraft)(?![a-z])/;
/** The two figures of a balance, and what somebody does not understand of them. */
const twoBalances = /(?<![a-z])(?:disponibles?|comptabilis\w+|en attente|soldes?|available|booked|pending|balances?|cleared)(?![a-z])/;
const notUnderstood =
  /(?<![a-z])(?:differen\w+|ecart|pas (?:pareil|le meme|egal|egaux)|que (?:veut dire|signifie)|(?:ca|cela) veut dire|veut dire quoi|signifie|definition|expli\w+|not the same|does .{1,40} mean|meaning|mean by|lower than|higher than|less than|(?:why|pourquoi) .{1,60}(?:lower|higher|less|smaller|moins|plus bas|inferieur|autre))(?![a-z])/;
const twoFigures = /(?<![a-z])(?:les |the )?(?:deux|two|2) (?:montants?|soldes?|chiffres?|amounts?|balances?|figures?|numbers?)(?![a-z])/;
const wondered = /(?<![a-z])(?:differen\w+|pourquoi|why|expli\w+)(?![a-z])/;
const aboutAvailable = /(?<![a-z])(?:disponible|comptabilise|available|booked)(?![a-z])/;
const pay = "(?:me permettre|m'offrir|me payer|payer|depenser|acheter|sortir|regler)";
const enough = new RegExp(
  `(?<![a-z])(?:${[
    "(?:ai[ -]je|j'ai|j ai|on a|avons[ -]nous|y a[ -]t[ -]il|il y a|il (?:me|nous) reste) (?:assez|de quoi|suffisamment)",
    "assez (?:d'argent |de sous |de solde )?(?:pour|sur)",
    `(?:(?:puis|peux|pourrais)[ -]je|je (?:peux|pourrais)) ${pay}`,
    '(?:est[ -]ce que )?(?:ca|cela) (?:passe|passera|passerait) (?:si|pour)',
    '(?:can|could) i (?:afford|pay|spend|buy|cover|stretch to|manage|treat myself to)',
    '(?:do i|have i|is there|have we|do we) (?:have |got )?enough',
    'enough (?:money |cash |funds )?(?:for|to|in)',
    'will .{1,20} cover',
    '(?:will|would|does|could) (?:(?:a|an|the|my|this|that) .{1,40}|[£$€]?\\d[\\d.,]*[£$€]?(?: [a-z]+)?) (?:go through|clear|be covered)',
    '(?<=\\d ?(?:€|euros?|eur|balles) )(?:est ce que )?(?:ca|cela) (?:passe|passera|passerait)',
  ].join('|')})(?![a-z])`,
);

const balanceTold =
  /(?<![a-z])(?:soldes?|balances?|overdrawn|in the red|a decouvert|dans le rouge|(?:j'|on |il y )(?:avais?|avait|aura|aurai)|(?:avais|aurai)[ -]je|combien (?:il |j')?(?:restait|restera)|(?:did|will) (?:i|we) (?:still )?have|had i|i had|how much .{0,20}(?:in|on) (?:my|the|our) (?:[a-z]+ )?(?:account|savings|isa|card))(?![a-z])/;
const moved =
  /(?<![a-z])(?:depens\w*|paye\w*|achet\w*|achats?|retir\w*|recu\w*|operations?|mouvements?|transactions?|passe\w*|spen[dt]\w*|paid|pay|bought|payments?|happen\w*|activity|came|went|withdr\w*)(?![a-z])/;

/** Whether a text that names days speaks of how much there was on them, and not of what moved. */
export function tellsBalance(folded: string): boolean {
  return balanceTold.test(folded) && !moved.test(folded);
}

/** What a text asks of a balance besides its figure. */
export function readQuestion(folded: string): Question | undefined {
  const asks = overdrawn.test(folded) || overdrawnEnglish.test(folded);
  // "Je veux savoir si je suis à découvert" is that question too.
  const indirect = /(?<![a-z])(?:savoir|voir|dire|know|see|tell me) (?:if|si)(?![a-z])/.test(folded);
  if (asks && (indirect || !otherwise.test(folded))) return 'overdrawn';
  if (overdraft.test(folded)) return 'overdraft';
  if (twoFigures.test(folded) && wondered.test(folded)) return 'available';
  return notUnderstood.test(folded) && twoBalances.test(folded) && aboutAvailable.test(folded) ? 'available' : undefined;
}

const bareFigure =
  /(?<=(?<![a-z])(?:of|for|to|pay|spend|afford|cover|manage|de|pour|payer|depenser|permettre|sortir|regler|a) )\d{1,3}(?:[ ,.]?\d{3})*(?:[.,]\d{1,2})?(?= *(?:$|[?!,;]|\.(?!\d)| (?:de plus|more|today|tomorrow|now|this|before|demain|ce|cette|aujourd'hui|maintenant|avant|svp|stp|please)(?![a-z])))/;

/** A figure without a currency that can only be a price ("is there enough to pay my rent of 700"), at its place; blanks where there is none. */
export function priceAlone(folded: string): string {
  const figure = bareFigure.exec(folded);
  return figure ? figure[0].padStart(figure.index + figure[0].length) : '';
}

/** Whether it is asked if there is enough for an amount. */
export function asksForEnough(folded: string): boolean {
  return enough.test(folded);
}
