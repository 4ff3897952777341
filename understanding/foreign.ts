import { plainWords } from './text/plain-words.ts';
import type { ReadableText } from './text/readable-text.ts';

/** Words that hold a sentence together, or name a bank's things, in the languages that customers most often try; none is French or English. */
const words = new Set(
  [
    'hola cual cuanto cuanta tengo quiero necesito tarjeta cuenta dinero gracias donde esta paquete favor ayuda puedo ultimo ultimos pagos recibo hablar alguien perdi robado buenos dias tardes saldo una para los las por',
    'wie hoch ist mein meine meinen kontostand ich habe karte verloren wo wann kommt paket bitte danke guten hallo nicht und der das den ein eine mit kann konto geld hilfe uberweisung zahlung quittung gestohlen letzte letzten sprechen jemand',
    'quanto sul conto dove pacco grazie vorrei ciao ho perso mia mio buongiorno favore aiuto soldi ricevuta parlare qualcuno ultimi pagamenti',
    'meu minha quanto tenho onde pacote obrigado obrigada ola cartao conta quero preciso bom dia voce nao falar alguem recibo ultimos',
    'wat mijn waar pakket ik heb kaart verloren hoeveel rekening dank goedemorgen alstublieft wanneer komt betaling saldo',
    'jaki jest moje dzien dobry gdzie moja paczka karta konto dziekuje prosze ile',
    'bakiyem kadar merhaba nerede kargom kartim hesap tesekkurler lutfen',
    'este soldul unde pachetul buna multumesc cardul contul',
  ].flatMap((list) => list.split(' ')),
);

/** Whether a message is written in a language that is not spoken here: in another script, or in words that no French or English has. */
export function isForeign({ clean, folded }: ReadableText): boolean {
  const letters = clean.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  if (letters.length > 0 && latin.length * 2 < letters.length) return true;
  const said = plainWords(folded).split(/[ ']/).filter(Boolean);
  const foreign = said.filter((word) => words.has(word));
  return foreign.length >= 3 || (foreign.length > 0 && foreign.length * 2 >= said.length);
}
