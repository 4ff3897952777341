import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import type { Random } from '../support/random.ts';
import evaluation from '../understanding/evaluation.json' with { type: 'json' };
import questions from './typed-questions.json' with { type: 'json' };

const shops = ['Carrefour', 'Fnac', 'SNCF', 'Amazon', 'Tesco', 'Boots', 'Picard', 'Decathlon', 'IKEA', 'Uber Eats', 'Zara', 'Netflix'];
const months = ['janvier', 'mars', 'mai', 'août', 'décembre', 'January', 'March', 'May', 'August', 'December'];

type Sentence = (random: Random) => string;

const day = (r: Random): string => `${1 + r.below(28)}/${1 + r.below(12)}/2026`;
const time = (r: Random): string => `${10 + r.below(10)}h${10 + r.below(50)}`;
const mobile = (r: Random): string => `0${6 + r.below(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)}`;
const euros = (r: Random): string =>
  r.pick([
    `${1 + r.below(4_000)} €`,
    `${1 + r.below(900)},${r.digits(2)} €`,
    `${1 + r.below(9)} ${r.digits(3)} euros`,
    `${1 + r.below(90)}€`,
  ]);
const pounds = (r: Random): string =>
  r.pick([
    `£${1 + r.below(4_000)}`,
    `£${1 + r.below(900)}.${r.digits(2)}`,
    `${1 + r.below(9)},${r.digits(3)} pounds`,
    `$${1 + r.below(90)}`,
  ]);

/** What customers write with numbers in it, with nothing secret in it. */
const numbered: readonly Sentence[] = [
  (r) => `j'ai payé ${euros(r)} chez ${r.pick(shops)} le ${day(r)}`,
  (r) => `pourquoi ${euros(r)} de ${r.pick(shops)} ?`,
  (r) => `le virement de ${euros(r)} du ${1 + r.below(28)} ${r.pick(months)} n'est pas arrivé`,
  (r) => `rappelez-moi au ${mobile(r)} après ${time(r)}`,
  (r) => `mon numéro est le ${mobile(r)}`,
  (r) => `06${r.digits(8)}`,
  (r) => `où est ma commande ${r.digits(8)} chez ${r.pick(shops)}`,
  (r) => `commande ${r.digits(3)}-${r.digits(7)}-${r.digits(7)}`,
  (r) => `mon colis ${r.digits(11)} est bloqué`,
  (r) => `colis 6A${r.digits(11)} toujours pas là`,
  (r) => `le suivi ${r.digits(2)} ${r.digits(4)} ${r.digits(4)} ${r.digits(3)} ne bouge plus`,
  (r) => `les opérations entre le ${day(r)} et le ${day(r)}`,
  (r) => `combien j'ai dépensé en ${2_020 + r.below(7)} chez ${r.pick(shops)}`,
  (r) => `mes ${2 + r.below(20)} dernières opérations`,
  (r) => `ma carte qui finit par ${r.digits(4)}`,
  (r) => `bloquer la carte ${r.digits(4)}`,
  (r) => `facture n° ${r.digits(9)} du ${day(r)}`,
  (r) => `référence client ${r.digits(10)}`,
  (r) => `dossier ${r.digits(8)}, agence de Lyon ${r.digits(5)}`,
  (r) => `j'habite au ${1 + r.below(200)} rue de la Paix 75${r.digits(3)} Paris`,
  (r) => `il me faut ${euros(r)} avant le ${day(r)}`,
  (r) => `prélèvement EDF de ${euros(r)} contrat ${r.digits(9)}`,
  (r) => `train ${r.digits(4)} du ${day(r)}, billet ${r.digits(9)}`,
  (r) => `vol AF${r.digits(4)} remboursé ${euros(r)} ?`,
  (r) => `j'ai retiré ${euros(r)} à ${time(r)} avec mon code`,
  (r) => `je n'ai pas reçu le code pour payer ${euros(r)} chez ${r.pick(shops)}`,
  (r) => `le code envoyé au ${mobile(r)} n'arrive pas`,
  (r) => `le code pin de la carte ${r.digits(4)} est bloqué depuis le ${day(r)}`,
  (r) => `code postal ${r.digits(5)}`,
  (r) => `mot de passe oublié, identifiant ${r.digits(8)}`,
  (r) => `j'ai changé de mot de passe le ${day(r)} et ça bloque depuis ${time(r)}`,
  (r) => `mon numéro client ${r.digits(8)} et plus de mot de passe`,
  (r) => `le cryptogramme de la carte finissant par ${r.digits(4)} est effacé`,
  (r) => `SIREN ${r.digits(3)} ${r.digits(3)} ${r.digits(3)}`,
  (r) => `${r.below(90)} ${r.pick(months)} ${2_024 + r.below(3)}`,
  (r) => `${1 + r.below(9)}`,
  (r) => r.digits(4),
  (r) => `${100_000 + r.below(899_999)}`,
  (r) => `${1 + r.below(9_000)},${r.digits(2)}`,
  (r) => `I paid ${pounds(r)} at ${r.pick(shops)} on ${day(r)}`,
  (r) => `why ${pounds(r)} from ${r.pick(shops)}?`,
  (r) => `the transfer of ${pounds(r)} on ${r.pick(months)} ${1 + r.below(28)} hasn't arrived`,
  (r) => `call me on 07${r.digits(3)} ${r.digits(6)} after ${1 + r.below(11)}:${10 + r.below(50)} pm`,
  (r) => `my number is +44 7${r.digits(3)} ${r.digits(6)}`,
  (r) => `${2 + r.below(8)}${r.digits(2)}-${2 + r.below(8)}${r.digits(2)}-${r.digits(4)} is my phone`,
  (r) => `where is my order ${r.digits(7)} from ${r.pick(shops)}`,
  (r) => `order #${r.digits(2)}-${r.digits(5)}-${r.digits(5)}`,
  (r) => `tracking ${r.digits(12)} please`,
  (r) => `parcel 1Z${r.digits(3)}AA${r.digits(10)} is late`,
  (r) => `transactions from ${day(r)} to ${day(r)}`,
  (r) => `how much did I spend at ${r.pick(shops)} in ${2_020 + r.below(7)}`,
  (r) => `my last ${2 + r.below(20)} payments`,
  (r) => `my card ending ${r.digits(4)}`,
  (r) => `freeze card ${r.digits(4)}`,
  (r) => `invoice ${r.digits(9)} of ${day(r)}`,
  (r) => `customer reference ${r.digits(10)}`,
  (r) => `sort code ${r.digits(2)}-${r.digits(2)}-${r.digits(2)} account ${r.digits(8)}`,
  (r) => `account number ${r.digits(8)}`,
  (r) => `I live at ${1 + r.below(200)} High Street, zip code ${r.digits(5)}`,
  (r) => `I need ${pounds(r)} by ${day(r)}`,
  (r) => `flight BA${r.digits(4)} refund of ${pounds(r)}`,
  (r) => `I took out ${pounds(r)} at ${1 + r.below(11)}pm with my pin`,
  (r) => `I didn't get the code to pay ${pounds(r)} at ${r.pick(shops)}`,
  (r) => `the pin of card ${r.digits(4)} is blocked since ${day(r)}`,
  (r) => `forgot password, customer number ${r.digits(8)}`,
  (r) => `my password stopped working on ${day(r)} at ${1 + r.below(11)}:${10 + r.below(49)}`,
  (r) => `the security code of my card ending ${r.digits(4)} is worn off`,
  (r) => `case ${r.digits(8)} opened in ${2_022 + r.below(5)}`,
  (r) => `between ${pounds(r)} and ${pounds(r)}`,
  (r) => `room ${r.digits(3)}, gate ${r.digits(2)}, flight at ${1 + r.below(11)}:${10 + r.below(49)}`,
  (r) => `paid ${r.digits(3)} ${r.digits(3)} yen in ${r.pick(months)}`,
]; // prettier-ignore

/** Ordinary sentences with numbers, made by chance. */
export function makeOrdinary(random: Random, count: number): string[] {
  return Array.from({ length: count }, (_unused, index) => (numbered[index % numbered.length] ?? random.pick(numbered))(random));
}

/** What the dialogs are taught with, and what understanding is measured with. */
export function knownSentences(): string[] {
  const taught = dialogCatalogue.flatMap(({ examples }) => [...examples.fr, ...examples.en]);
  return [...taught, ...Object.values(evaluation).flatMap(({ fr, en }) => [...fr, ...en])];
}

/** Sentences that speak of codes, PINs and passwords and give none away. */
export function askingSentences(): string[] {
  return [...questions.fr, ...questions.en];
}
