import { lookUp } from '../look-up.ts';
import { foldText } from './fold-text.ts';

/** Words of a name that stay small. */
const small = new Set('de du des d et en au aux of and for to at in on'.split(' '));
/** Letters that are said one by one; what has no vowel is such, too. */
const initials = new Set(
  'sci sarl sas sa eurl edf maif macif cpam caf ratp urssaf dgfip ccas opac axa cic isa usps irs ssa ee uk us usa ca dab gab atm sepa pel cel rib ii iii'.split(
    ' ',
  ),
);
/** Words that people write in a way of their own. */
const written: Readonly<Record<string, string>> = {
  mr: 'Mr',
  mrs: 'Mrs',
  ltd: 'Ltd',
  zelle: 'Zelle',
  paypal: 'PayPal',
  visa: 'Visa',
  mastercard: 'Mastercard',
  livret: 'Livret',
};
/** What the bank's own words are short for, and the accents that capitals have cost them. None of these is a name by itself. */
const spelling: Readonly<Record<string, string>> = {
  vir: 'virement',
  perm: 'permanent',
  prlv: 'prélèvement',
  recu: 'reçu',
  emis: 'émis',
  interets: 'intérêts',
  crediteurs: 'créditeurs',
  debiteurs: 'débiteurs',
  excedent: 'excédent',
  epargne: 'épargne',
  operation: 'opération',
  echeance: 'échéance',
  pret: 'prêt',
  cheque: 'chèque',
  societe: 'société',
  editions: 'éditions',
  lumiere: 'lumière',
  menage: 'ménage',
};

function isCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

function capital(word: string): string {
  return word.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

/** One word of a line in capitals, in lower case but for letters that are said one by one. */
function lower(word: string): string {
  const folded = foldText(word);
  const known = lookUp(written, folded) ?? lookUp(spelling, folded);
  if (known !== undefined) return known;
  return initials.has(folded) || !/[aeiouy]/.test(folded) ? word : word.toLowerCase();
}

/** `Livret A` is the one name of an account that ends in a letter. */
function restored(text: string): string {
  return text.replaceAll(/(?<=\bLivret )a\b/gi, 'A');
}

/** A name that is printed in capitals, as people write it: `MAIRIE DE PARIS` is `Mairie de Paris`. Others stay as they are. */
export function titleCase(text: string): string {
  if (!isCapitals(text)) return text;
  const words = text.split(' ').map((word, index) => {
    if (index > 0 && small.has(foldText(word))) return word.toLowerCase();
    return lower(word).split('-').map(capital).join('-');
  });
  return restored(words.join(' '));
}

/** A statement line that is printed in capitals, as a sentence begins: `INTERETS CREDITEURS` is `Intérêts créditeurs`. */
export function sentenceCase(text: string): string {
  return isCapitals(text) ? capital(restored(text.split(' ').map(lower).join(' '))) : text;
}
