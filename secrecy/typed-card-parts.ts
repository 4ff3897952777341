import { isShortCardNumber } from './card-schemes.ts';
import { type Token, tokensOf } from './typed-tokens.ts';
import { idle, units } from './typed-words.ts';

/** Where a part of a card number stands in a text, or the whole of a short one. */
export interface PartSpan {
  readonly kind: 'card' | 'card_part';
  readonly start: number;
  readonly end: number;
}

/** Digits in the groups in which they were written, by their tokens. */
interface Row {
  readonly from: number;
  readonly to: number;
  readonly groups: readonly string[];
  readonly digits: string;
}

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Fewer are kept for the linking code and the last digits of a card; more are a whole number or none. */
const least = 8;
const most = 15;
/** With what a part is handed over: whoever says nothing else sends the number and nothing but the number. */
export const handingParts = words(
  `mon ma mes la le les l de du d c ce est voici voila voilas suite fin debut numero num n no nr carte cartes cb bancaire bleue visa mastercard
   card cards bank debit credit my the rest second half first is and et puis then here s it ok oui premiere premier partie part moitie deuxieme
   seconde derniere derniers dernier premiers chiffres last digits svp stp please number numbers commence par starts with begins ends finit
   termine continue remaining other following suivants autre autres next of plus je t te vous envoie envoi donne merci
   thanks thank cordialement i ll you send sending give giving ensuite apres after continued en in deux two parts messages message fois`,
);
const aboutCard = words('carte cartes cb card cards visa mastercard');
/** Cards of something else, and what else has a long number. */
const aboutOther = words(
  `fidelite vitale identite cadeau grise sim sejour jeune navigo gift loyalty id identity membership library sd memory video etudiant etudiante
   mutuelle electorale professionnelle commande commandes colis paquet suivi livraison expedition facture ref reference dossier contrat client
   adherent transaction billet order orders parcel package tracking delivery shipment invoice case contract customer member booking ticket
   telephone tel phone mobile portable compte account iban rib code siret siren ean barre barres barcode serie serial imei permis passeport
   passport secu insee`,
);
/** First digits of the cards that are carried here: Visa with Carte Bancaire, Mastercard, American Express, Maestro and others with a 6. */
const begins = /^(?:4|5[0-9]|2[2-7]|3[04-9]|6)/;
/** How many tokens before a part the word "carte" may stand. */
const reach = 10;
/** How many tokens on each side are asked what they are about. */
const farthest = 60;
/** Whoever sends one number in two messages sends little else with it. */
const longest = 60;

/** How many signs stand between two groups of one number. */
const widest = 3;

/** The next group of the same number; undefined where it ends. */
function nextGroup(tokens: readonly Token[], at: number): number | undefined {
  for (let next = at + 1; next <= at + 1 + widest; next += 1) {
    const kind = tokens[next]?.kind;
    if (kind === 'number') return next;
    if (kind !== 'sign' && kind !== 'line') return undefined;
  }
  return undefined;
}

/** Every row of digits with nothing but a few signs between its groups. */
function rowsOf(tokens: readonly Token[]): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.kind !== 'number') continue;
    const from = at;
    const groups = [tokens[at]?.folded ?? ''];
    for (let next = nextGroup(tokens, at); next !== undefined; next = nextGroup(tokens, at)) {
      at = next;
      groups.push(tokens[at]?.folded ?? '');
    }
    rows.push({ from, to: at, groups, digits: groups.join('') });
  }
  return rows;
}

/** One piece, or groups as they stand on a card: fours, four and six, six and more, single digits. */
function isInCardGroups({ groups, digits }: Row): boolean {
  const sizes = groups.map(({ length }) => length);
  const [first = 0, ...others] = sizes;
  if (sizes.length === 1) return first <= 12 || isShortCardNumber(digits);
  if (sizes.every((size) => size === 1)) return true;
  const inner = others.slice(0, -1);
  const last = others.at(-1) ?? 0;
  const inFours = first <= 4 && inner.every((size) => size === 4) && last <= 4 && (first === 4 || last === 4);
  const begun = digits.length <= 12 || begins.test(digits);
  return (
    (inFours && sizes.length >= 2 && begun) ||
    (first === 4 && others[0] === 6) ||
    (first === 6 && last >= 2 && inner.length === 0 && last <= 6)
  );
}

/** A day written without signs, a telephone number, a round amount. */
function isSomethingElse({ digits, groups }: Row): boolean {
  const day = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$|^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
  if (day.test(digits) || (digits.endsWith('0000') && groups.length === 1)) return true;
  // Nobody writes a telephone number in fours.
  return groups.length === 1 && /^0[1-9]\d{8}$|^0[1-37]\d{9}$|^0033|^33[1-79]\d{8}$|^44[1-37]\d{9}$|^1[2-9]\d\d[2-9]\d{6}$/.test(digits);
}

/** Whether signs around the digits make them an amount, a telephone number, part of a name. */
function isMarked(tokens: readonly Token[], { from, to }: Row): boolean {
  const [before, next] = [tokens[from - 1], tokens[to + 1]];
  if (['+', '€', '$', '£', '#', '@'].includes(before?.folded ?? '') || units.has(next?.folded ?? '')) return true;
  // One or two letters make it a code of something; words may run into a number.
  const isLetters = (token: Token | undefined): boolean => token?.kind === 'word' && token.folded.length <= 2;
  return (tokens[from]?.touches === true && isLetters(before)) || (next?.touches === true && isLetters(next));
}

function kindOf(tokens: readonly Token[], row: Row): PartSpan['kind'] | undefined {
  const { digits, from, to } = row;
  if (digits.length < least || digits.length > most || !isInCardGroups(row) || isSomethingElse(row) || isMarked(tokens, row))
    return undefined;
  const others = [...tokens.slice(Math.max(0, from - farthest), from), ...tokens.slice(to + 1, to + 1 + farthest)];
  const isOfOther = others.some(({ folded }) => aboutOther.has(folded));
  if (!isOfOther && isShortCardNumber(digits)) return 'card';
  if (tokens.length <= longest && others.every(({ kind, folded }) => kind !== 'word' || handingParts.has(folded) || idle.has(folded)))
    return 'card_part';
  const said = tokens.slice(Math.max(0, from - reach), from).some(({ folded }) => aboutCard.has(folded));
  return said && begins.test(digits) && !isOfOther ? 'card_part' : undefined;
}

/**
 * Parts of a card number that is sent in two messages: eight to fifteen digits as they are grouped on a card, in a message with nothing
 * else, or after the word "carte". Of any two parts of a card number one has eight digits or more. Also whole numbers so short that only
 * the words tell them from an order's.
 */
export function findCardParts(text: string): PartSpan[] {
  const tokens = tokensOf(text);
  return rowsOf(tokens).flatMap((row) => {
    const kind = kindOf(tokens, row);
    const [first, last] = [tokens[row.from], tokens[row.to]];
    return kind && first && last ? [{ kind, start: first.start, end: last.end }] : [];
  });
}
