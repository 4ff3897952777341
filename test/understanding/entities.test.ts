import { describe, expect, test } from '@jest/globals';
import type { Entities, SlotKind } from '../../engine/slots/slot-kinds.ts';
import { readReference } from '../../understanding/plain/correction.ts';
import { createEntityReader } from '../../understanding/readers/entity-reader.ts';
import { readableText } from '../../understanding/text/readable-text.ts';

const reader = createEntityReader();
/** A Wednesday. */
const now = new Date('2026-03-18T11:00:00Z');

function read(text: string, expecting?: SlotKind): Entities {
  const { kept } = readReference(readableText(text));
  return reader.read(kept, { now, timeZone: 'Europe/Paris', ...(expecting && { expecting }) }).entities;
}

const sentences: readonly (readonly [string, Entities])[] = [
  ['les 5 dernières opérations', { count: 5 }],
  ['last 10 transactions', { count: 10 }],
  ['my last payment', { count: 1 }],
  ['ma dernière transaction', { count: 1 }],
  ['les dix derniers paiements', { count: 10 }],
  ['show me 3 payments', { count: 3 }],
  ['les deux dernières', { count: 2 }],
  ['the last 5', { count: 5 }],
  ['les 60 dernières opérations', { count: 60 }],
  ['solde du compte courant', { account: { kind: 'current' } }],
  ['solde livret A', { account: { kind: 'savings' } }],
  ['combien sur mon épargne', { account: { kind: 'savings' } }],
  ['joint account balance', { account: { kind: 'joint' } }],
  ['solde du compte commun', { account: { kind: 'joint' } }],
  ['carte finissant par 4417', { account: { last4: '4417' } }],
  ['my current account', { account: { kind: 'current' } }],
  ['my savings', { account: { kind: 'savings' } }],
  ['card ending in 4417', { account: { last4: '4417' } }],
  ['solde du compte « Vacances »', { account: { name: 'Vacances' } }],
  ['paiement par carte', {}],
  ['solde de ma carte', { account: { kind: 'card' } }],
  ['paiements en attente', { status: 'pending' }],
  ['pending payments', { status: 'pending' }],
  ['opérations à venir', { status: 'pending' }],
  ['cleared transactions', { status: 'booked' }],
  ['upcoming direct debits', { status: 'pending', direction: 'out' }],
  ['mon salaire est arrivé', { direction: 'in', category: 'salary', view: 'whether' }],
  ['virement reçu', { direction: 'in' }],
  ["combien j'ai dépensé", { direction: 'out', view: 'sum' }],
  ['le reçu de Fnac', { merchant: 'Fnac' }],
  ['how much did I spend', { direction: 'out', view: 'sum' }],
  ['money in this month', { period: { from: '2026-03-01', to: '2026-03-31' }, direction: 'in' }],
  ['pas reçu mon colis', {}],
  ["what's my balance", {}],
  ['total dépensé chez Ikea', { merchant: 'Ikea', direction: 'out', view: 'sum' }],
  ['list my payments', { view: 'list' }],
  ['was I refunded by Zara', { merchant: 'Zara', direction: 'in' }],
  ['chez Carrefour', { merchant: 'Carrefour' }],
  ['chez Carrefour hier', { merchant: 'Carrefour', period: { from: '2026-03-17', to: '2026-03-17' } }],
  ['at Tesco last week', { merchant: 'Tesco', period: { from: '2026-03-09', to: '2026-03-15' } }],
  ['le ticket de la boulangerie', { merchant: 'boulangerie' }],
  ['facture de darty', { merchant: 'darty' }],
  ['my Tesco receipt from yesterday', { merchant: 'Tesco', period: { from: '2026-03-17', to: '2026-03-17' } }],
  ['achat chez Leroy Merlin en octobre', { merchant: 'Leroy Merlin', period: { from: '2025-10-01', to: '2025-10-31' }, direction: 'out' }],
  ['payment to Netflix', { merchant: 'Netflix' }],
  ['ma commande Zalando', { merchant: 'Zalando' }],
  ['le reçu du restaurant de samedi', { merchant: 'restaurant', period: { from: '2026-03-14', to: '2026-03-14' } }],
  ['from Marks & Spencer', { merchant: 'Marks & Spencer' }],
  ['et chez Carrefour ?', { merchant: 'Carrefour' }],
  ['no, I meant Carrefour', { merchant: 'Carrefour' }],
  ['non, pas mardi, mercredi', { period: { from: '2026-03-18', to: '2026-03-18' } }],
  ['non, pas Fnac, Darty', { merchant: 'Darty' }],
  ['mercredi, pas mardi', { period: { from: '2026-03-18', to: '2026-03-18' } }],
  ['and Tesco?', { merchant: 'Tesco' }],
  ['chez le coiffeur', { merchant: 'coiffeur' }],
  ['à la pharmacie', { merchant: 'pharmacie' }],
  ['payé au Monoprix de la gare', { merchant: 'Monoprix' }],
  ['the Amazon parcel', { merchant: 'Amazon' }],
  ['dépenses à Paris', { direction: 'out' }],
  ['receipt from the bakery', { merchant: 'bakery' }],
  ['combien chez Uber Eats ce mois-ci', { merchant: 'Uber Eats', view: 'sum', period: { from: '2026-03-01', to: '2026-03-31' } }],
  ['spent at the Red Lion on Friday', { merchant: 'Red Lion', period: { from: '2026-03-13', to: '2026-03-13' }, direction: 'out' }],
  ['reçu zara, non attends, plutot monoprix', { merchant: 'monoprix' }],
  ['combien g gagné le mois dernier', { period: { from: '2026-02-01', to: '2026-02-28' }, direction: 'in', view: 'sum' }],
  ['any from boots', { merchant: 'boots' }],
  ['combien en resto le mois dernier', { category: 'restaurant', period: { from: '2026-02-01', to: '2026-02-28' }, view: 'sum' }],
  ['mon abonnement Netflix', { merchant: 'Netflix' }],
  ['solde livret A et compte joint', {}],
  ["mon colis n'est pas là", {}],
  ['chez moi', {}],
  ['at home', {}],
  ['reçu pour le paiement de 12,50', { amount: { min: '12.50', max: '12.50' } }],
  ['how much did I spend at H&M', { merchant: 'H&M', direction: 'out', view: 'sum' }],
  ["c'est quoi Paypal sur mon relevé", { merchant: 'Paypal' }],
  ['dépenses chez Maisons du Monde depuis janvier', { merchant: 'Maisons du Monde', period: { from: '2026-01-01' }, direction: 'out' }],
  ['du compte joint', { account: { kind: 'joint' } }],
  ['my receipt for the phone', {}],
  ['transfer received from Paul', { merchant: 'Paul', direction: 'in' }],
  ["where's my ASOS order", { merchant: 'ASOS' }],
  ['ticket de caisse', {}],
  ['track package', {}],
  ['la livraison de mon canapé', {}],
  ['facture de mon frigo', {}],
  [
    'mes dépenses de plus de 50 € chez Lidl la semaine dernière',
    { merchant: 'Lidl', period: { from: '2026-03-09', to: '2026-03-15' }, amount: { min: '50', currency: 'EUR' }, direction: 'out' },
  ],
  [
    'payments over £20 at Aldi since March 3rd',
    { merchant: 'Aldi', period: { from: '2026-03-03' }, amount: { min: '20', currency: 'GBP' } },
  ],
  ['482 913', { linkCode: '482913' }],
  ['my code is 482913', { linkCode: '482913' }],
  ['il est 18h30', {}],
  ["combien j'ai sur mon compte", {}],
];

describe('everything a sentence holds', () => {
  test.each(sentences)('%s', (text, entities) => {
    expect(read(text)).toEqual(entities);
  });
});

describe('bare answers to an open question', () => {
  const answers: readonly (readonly [SlotKind, string, Entities])[] = [
    ['merchant', 'Fnac', { merchant: 'Fnac' }],
    ['merchant', "c'était chez fnac", { merchant: 'fnac' }],
    ['merchant', 'le petit bistrot', { merchant: 'petit bistrot' }],
    ['merchant', 'the corner shop', { merchant: 'corner shop' }],
    ['merchant', 'it was at boots', { merchant: 'boots' }],
    ['merchant', 'Carrefour hier', { merchant: 'Carrefour', period: { from: '2026-03-17', to: '2026-03-17' } }],
    ['merchant', 'je sais pas', {}],
    ['merchant', 'no idea', {}],
    ['merchant', 'solde', {}],
    ['linkCode', '482 913', { linkCode: '482913' }],
    ['linkCode', '4 8 2 9 1 3', { linkCode: '482913' }],
    ['linkCode', '482-913', { linkCode: '482913' }],
    ['linkCode', "mon code c'est 482913", { linkCode: '482913' }],
    ['linkCode', '４８２９１３', { linkCode: '482913' }],
    ['linkCode', '48291', {}],
    ['account', 'visa', { account: { kind: 'card' } }],
    ['account', 'courant', { account: { kind: 'current' } }],
    ['account', 'the joint one', { account: { kind: 'joint' } }],
    ['period', 'mardi', { period: { from: '2026-03-17', to: '2026-03-17' } }],
  ];
  test.each(answers)('%s: %s', (kind, text, entities) => {
    expect(read(text, kind)).toEqual(entities);
  });
});
