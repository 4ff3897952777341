import type { z } from 'zod';
import type { parcelQuestionSchema, parcelSchema } from '../../engine/slots/slot-kinds.ts';
import type { Found } from './found.ts';

type Parcel = z.infer<typeof parcelSchema>;
type ParcelQuestion = z.infer<typeof parcelQuestionSchema>;

const goods =
  /(?<![a-z])(?:colis|paquets?|commandes?|livraisons?|livr(?:e|ee|es|ees|er|eur)|parcels?|packages?|orders?|deliver(?:y|ies|ed|ing)?|tracking|suivi|expedition|shipment)(?![a-z])/;
/** Letters and digits of a tracking number, in the groups in which it is printed: 6A 1234 5678 901, 1Z999AA10123456784, JD0002…. */
const number =
  /(?<![a-z0-9])(?=(?:[a-z -]*\d){6})(?:[a-z]{0,4}\d[0-9a-z]{7,32}|[a-z0-9]{2,4}(?: [0-9]{2,5}[a-z]{0,2}){2,7}|[0-9]?[a-z]{1,3}[0-9]? [0-9]{8,20})(?![a-z0-9])/g;
const carriers =
  /(?<![a-z'])(?:la poste|colissimo|chronopost|mondial relay|relais colis|colis prive|dpd|gls|dhl|ups|fedex|fed ex|usps|royal mail|evri|yodel|parcelforce|tnt)(?![a-z])/;

function numberIn(folded: string): Found<string> | undefined {
  for (const match of folded.matchAll(number)) {
    const value = match[0].toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    const digits = value.replaceAll(/\D/g, '').length;
    if (value.length >= 8 && digits >= 6) return { value, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** Which parcel a text speaks of, by its number or its carrier; who only names a carrier without a parcel says nothing of one. */
export function readParcel(folded: string): Found<Parcel> | undefined {
  if (!goods.test(folded)) return undefined;
  const found = numberIn(folded);
  if (found) return { ...found, value: { number: found.value } };
  const carrier = carriers.exec(folded);
  return carrier ? { value: { carrier: carrier[0] }, start: carrier.index, end: carrier.index + carrier[0].length } : undefined;
}

const whoBrings =
  /(?<![a-z])(?:transporteurs?|qui (?:me |m'|nous )?(?:livre|apporte|transporte|amene)|par qui|(?:quelle|quel) (?:societe|entreprise|boite) (?:de livraison|livre)|livre par|couriers?|carriers?|who(?:'s| is| will)? (?:be )?(?:delivering|deliver|delivers|bringing|bring|shipping|ship)|delivered by (?:who|whom|which)|(?:delivery|shipping) company|numeros? de (?:suivi|colis)|tracking (?:number|code))(?![a-z])/;
const late = /(?<![a-z])(?:en retard|retardee?s?|du retard|late|delayed|overdue|running behind|behind schedule)(?![a-z])/;
const arrived =
  /(?<![a-z])(?:(?:est|sont|a ete|ont ete|bien|deja)(?:[ -](?:il|elle|ils|elles))? (?:bien |deja |enfin )*(?:arrivee?s?|livree?s?)|(?:colis|commande|livraison|paquet)s?(?: [a-z]+){0,2} (?:arrivee?s?|livree?s?)(?= *[?.!]*$)|(?:has|have|did|was|were|is)(?: (?!being)[a-z']+){1,5} (?:arrive|arrived|come|been delivered|delivered|turned up|here)|(?:arrived|delivered) yet)(?![a-z])/;
const askedForYes =
  /(?:(?<![a-z])(?:est ?ce que?|est-ce qu'|esk|(?:serai|sera|seront|vais|va|vont|dois|doit|arrive|arrivent|recois)[ -]?(?:t[ -])?(?:je|il|elle|ils|elles|on)|ou pas|ou non)(?![a-z])|^[\s,]*(?:will|is|are|am i|do i|does|should)(?![a-z])|\?\s*$)/;
const openQuestion = /(?<![a-z])(?:quand|quel(?:le)?s?|ou en est|ou est|comment|combien|when|where|what|which|how|who)(?![a-z])/;

const toCome =
  /(?<!(?:est|sont|ete|etait|bien|deja|jamais|pas|encore|toujours) )(?<![a-z])(?:arrive(?:nt|ra|ront)?|ser(?:a|ont) (?:livree?s?|la))(?![a-z])|(?<![a-z])(?:arriving|being delivered|coming(?! (?:out|in|from))|will [a-z' ]{1,40} (?:arrive|come|be (?:here|delivered)))(?![a-z])/;
const past = /(?<![a-z])(?:did|has|have|hasn't|haven't|was|were)(?![a-z])/;

/** Whether the arrival of something is asked about that has not come yet: the days that are named are days to come. */
export function isToCome(folded: string): boolean {
  return toCome.test(folded) && !past.test(folded);
}

/** What is asked of a parcel besides where it is. `due` is a yes or no on the days that are named elsewhere in the text. */
export function readParcelQuestion(folded: string): ParcelQuestion | undefined {
  if (whoBrings.test(folded) && goods.test(folded)) return 'carrier';
  if (!goods.test(folded) || openQuestion.test(folded)) return undefined;
  if (late.test(folded)) return 'late';
  if (arrived.test(folded)) return 'arrived';
  return askedForYes.test(folded) ? 'due' : undefined;
}
