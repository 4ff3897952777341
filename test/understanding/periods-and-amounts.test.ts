import { describe, expect, test } from '@jest/globals';
import type { Entities, SlotKind } from '../../engine/slots/slot-kinds.ts';
import { readReference } from '../../understanding/plain/correction.ts';
import { createEntityReader } from '../../understanding/readers/entity-reader.ts';
import type { DayOrder } from '../../understanding/readers/period/either-order.ts';
import { readableText } from '../../understanding/text/readable-text.ts';

const reader = createEntityReader();
/** A Wednesday. */
const now = new Date('2026-03-18T11:00:00Z');

function read(text: string, expecting?: SlotKind): Entities {
  const { kept } = readReference(readableText(text));
  return reader.read(kept, { now, timeZone: 'Europe/Paris', ...(expecting && { expecting }) }).entities;
}

const periods: readonly (readonly [string, Entities['period']])[] = [
  ['hier', { from: '2026-03-17', to: '2026-03-17' }],
  ['avant-hier', { from: '2026-03-16', to: '2026-03-16' }],
  ["aujourd'hui", { from: '2026-03-18', to: '2026-03-18' }],
  ['ajd', { from: '2026-03-18', to: '2026-03-18' }],
  ['demain', { from: '2026-03-19', to: '2026-03-19' }],
  ['ce matin', { from: '2026-03-18', to: '2026-03-18' }],
  ['hier soir', { from: '2026-03-17', to: '2026-03-17' }],
  ['lundi', { from: '2026-03-16', to: '2026-03-16' }],
  ['mardi', { from: '2026-03-17', to: '2026-03-17' }],
  ['mercredi', { from: '2026-03-18', to: '2026-03-18' }],
  ['mercredi dernier', { from: '2026-03-11', to: '2026-03-11' }],
  ['lundi dernier', { from: '2026-03-16', to: '2026-03-16' }],
  ['lundi prochain', { from: '2026-03-23', to: '2026-03-23' }],
  ['la semaine dernière', { from: '2026-03-09', to: '2026-03-15' }],
  ['la semaine passée', { from: '2026-03-09', to: '2026-03-15' }],
  ['cette semaine', { from: '2026-03-16', to: '2026-03-22' }],
  ['la semaine prochaine', { from: '2026-03-23', to: '2026-03-29' }],
  ['ce mois-ci', { from: '2026-03-01', to: '2026-03-31' }],
  ['le mois dernier', { from: '2026-02-01', to: '2026-02-28' }],
  ['le mois passé', { from: '2026-02-01', to: '2026-02-28' }],
  ['en octobre', { from: '2025-10-01', to: '2025-10-31' }],
  ['en octobre 2024', { from: '2024-10-01', to: '2024-10-31' }],
  ['au mois de janvier', { from: '2026-01-01', to: '2026-01-31' }],
  ['depuis janvier', { from: '2026-01-01' }],
  ['depuis le 3 mars', { from: '2026-03-03' }],
  ['depuis le 1er janvier', { from: '2026-01-01' }],
  ['depuis une semaine', { from: '2026-03-11' }],
  ['depuis le début du mois', { from: '2026-03-01' }],
  ["depuis le début de l'année", { from: '2026-01-01' }],
  ['entre le 3 et le 10', { from: '2026-03-03', to: '2026-03-10' }],
  ['entre le 28 février et le 3 mars', { from: '2026-02-28', to: '2026-03-03' }],
  ['du 3 au 10 novembre', { from: '2025-11-03', to: '2025-11-10' }],
  ['du 28 au 3 mars', { from: '2026-02-28', to: '2026-03-03' }],
  ['du 1er au 15 mars', { from: '2026-03-01', to: '2026-03-15' }],
  ['les 3 derniers mois', { from: '2025-12-18', to: '2026-03-18' }],
  ['les trois derniers mois', { from: '2025-12-18', to: '2026-03-18' }],
  ['les 15 derniers jours', { from: '2026-03-03', to: '2026-03-18' }],
  ['il y a 3 jours', { from: '2026-03-15', to: '2026-03-15' }],
  ['il y a une semaine', { from: '2026-03-09', to: '2026-03-15' }],
  ['il y a 2 mois', { from: '2026-01-01', to: '2026-01-31' }],
  ['le 12', { from: '2026-03-12', to: '2026-03-12' }],
  ['le 12 mars', { from: '2026-03-12', to: '2026-03-12' }],
  ['le 3 mars 2025', { from: '2025-03-03', to: '2025-03-03' }],
  ['12/11', { from: '2025-11-12', to: '2025-11-12' }],
  ['12/11/2024', { from: '2024-11-12', to: '2024-11-12' }],
  ['1er février', { from: '2026-02-01', to: '2026-02-01' }],
  ['avant le 1er mars', { to: '2026-02-28' }],
  ['après le 10 mars', { from: '2026-03-11' }],
  ["jusqu'au 5 mars", { to: '2026-03-05' }],
  ['le week-end dernier', { from: '2026-03-14', to: '2026-03-15' }],
  ['ce week-end', { from: '2026-03-14', to: '2026-03-15' }],
  ['cette année', { from: '2026-01-01', to: '2026-12-31' }],
  ["l'année dernière", { from: '2025-01-01', to: '2025-12-31' }],
  ["l'an dernier", { from: '2025-01-01', to: '2025-12-31' }],
  ['en 2025', { from: '2025-01-01', to: '2025-12-31' }],
  ['début mars', { from: '2026-03-01', to: '2026-03-10' }],
  ['mi-février', { from: '2026-02-11', to: '2026-02-20' }],
  ['fin janvier', { from: '2026-01-21', to: '2026-01-31' }],
  ['fin du mois', { from: '2026-03-21', to: '2026-03-31' }],
  ['mardi de la semaine dernière', { from: '2026-03-10', to: '2026-03-10' }],
  ["le mois d'août", { from: '2025-08-01', to: '2025-08-31' }],
  ['ce trimestre', { from: '2026-01-01', to: '2026-03-31' }],
  ['le trimestre dernier', { from: '2025-10-01', to: '2025-12-31' }],
  ['31 février', undefined],
  ['ces derniers jours', { from: '2026-03-11', to: '2026-03-18' }],
  ['y a 2 jours', { from: '2026-03-16', to: '2026-03-16' }],
  ['vendredi 13 mars', { from: '2026-03-13', to: '2026-03-13' }],
  ['yesterday', { from: '2026-03-17', to: '2026-03-17' }],
  ['the day before yesterday', { from: '2026-03-16', to: '2026-03-16' }],
  ['today', { from: '2026-03-18', to: '2026-03-18' }],
  ['tomorrow', { from: '2026-03-19', to: '2026-03-19' }],
  ['this morning', { from: '2026-03-18', to: '2026-03-18' }],
  ['last night', { from: '2026-03-17', to: '2026-03-17' }],
  ['on Monday', { from: '2026-03-16', to: '2026-03-16' }],
  ['Wednesday', { from: '2026-03-18', to: '2026-03-18' }],
  ['last Wednesday', { from: '2026-03-11', to: '2026-03-11' }],
  ['last Friday', { from: '2026-03-13', to: '2026-03-13' }],
  ['next Monday', { from: '2026-03-23', to: '2026-03-23' }],
  ['last week', { from: '2026-03-09', to: '2026-03-15' }],
  ['this week', { from: '2026-03-16', to: '2026-03-22' }],
  ['this month', { from: '2026-03-01', to: '2026-03-31' }],
  ['last month', { from: '2026-02-01', to: '2026-02-28' }],
  ['in October', { from: '2025-10-01', to: '2025-10-31' }],
  ['in October 2024', { from: '2024-10-01', to: '2024-10-31' }],
  ['in May', { from: '2025-05-01', to: '2025-05-31' }],
  ['since January', { from: '2026-01-01' }],
  ['since March 3rd', { from: '2026-03-03' }],
  ['since yesterday', { from: '2026-03-17' }],
  ['since the beginning of the year', { from: '2026-01-01' }],
  ['between the 3rd and the 10th', { from: '2026-03-03', to: '2026-03-10' }],
  ['between March 3 and March 10', { from: '2026-03-03', to: '2026-03-10' }],
  ['from 3 to 10 November', { from: '2025-11-03', to: '2025-11-10' }],
  ['from Dec 20 to Jan 5', { from: '2025-12-20', to: '2026-01-05' }],
  ['March 3-10', { from: '2026-03-03', to: '2026-03-10' }],
  ['the last 3 months', { from: '2025-12-18', to: '2026-03-18' }],
  ['last 2 weeks', { from: '2026-03-04', to: '2026-03-18' }],
  ['the past 10 days', { from: '2026-03-08', to: '2026-03-18' }],
  ['past month', { from: '2026-02-18', to: '2026-03-18' }],
  ['3 days ago', { from: '2026-03-15', to: '2026-03-15' }],
  ['a week ago', { from: '2026-03-09', to: '2026-03-15' }],
  ['two months ago', { from: '2026-01-01', to: '2026-01-31' }],
  ['a couple of days ago', { from: '2026-03-16', to: '2026-03-16' }],
  ['the 12th', { from: '2026-03-12', to: '2026-03-12' }],
  ['March 12', { from: '2026-03-12', to: '2026-03-12' }],
  ['12 March 2025', { from: '2025-03-12', to: '2025-03-12' }],
  ['on the 3rd of March', { from: '2026-03-03', to: '2026-03-03' }],
  ['2026-02-28', { from: '2026-02-28', to: '2026-02-28' }],
  ['11/25', { from: '2025-11-25', to: '2025-11-25' }],
  ['25/11', { from: '2025-11-25', to: '2025-11-25' }],
  ['before March 1st', { to: '2026-02-28' }],
  ['after March 10', { from: '2026-03-11' }],
  ['until March 5', { to: '2026-03-05' }],
  ['last weekend', { from: '2026-03-14', to: '2026-03-15' }],
  ['this weekend', { from: '2026-03-14', to: '2026-03-15' }],
  ['this year', { from: '2026-01-01', to: '2026-12-31' }],
  ['last year', { from: '2025-01-01', to: '2025-12-31' }],
  ['in 2025', { from: '2025-01-01', to: '2025-12-31' }],
  ['early March', { from: '2026-03-01', to: '2026-03-10' }],
  ['late January', { from: '2026-01-21', to: '2026-01-31' }],
  ['mid February', { from: '2026-02-11', to: '2026-02-20' }],
  ['Monday last week', { from: '2026-03-09', to: '2026-03-09' }],
  ['this quarter', { from: '2026-01-01', to: '2026-03-31' }],
  ['last quarter', { from: '2025-10-01', to: '2025-12-31' }],
  ['Q1 2025', { from: '2025-01-01', to: '2025-03-31' }],
  ['Nov 3rd, 2025', { from: '2025-11-03', to: '2025-11-03' }],
  ['may I see my balance', undefined],
  ['on the 3rd payment', undefined],
  ['february 30', undefined],
  ['over the last 6 months', { from: '2025-09-18', to: '2026-03-18' }],
  ['last few days', { from: '2026-03-11', to: '2026-03-18' }],
  ['la semaine du 3 mars', { from: '2026-03-02', to: '2026-03-08' }],
  ['the week of March 3', { from: '2026-03-02', to: '2026-03-08' }],
  ['mardi 10', { from: '2026-03-10', to: '2026-03-10' }],
  ['le mardi 24', { from: '2026-03-24', to: '2026-03-24' }],
  ['vendredi 13', { from: '2026-03-13', to: '2026-03-13' }],
  ['jeudi 10', { from: '2026-03-10', to: '2026-03-10' }],
  ['ven 13', { from: '2026-03-13', to: '2026-03-13' }],
  ['Tuesday the 24th', { from: '2026-03-24', to: '2026-03-24' }],
  ['Tuesday 10th', { from: '2026-03-10', to: '2026-03-10' }],
  ['sat 14', { from: '2026-03-14', to: '2026-03-14' }],
  ['mardi 24 novembre', { from: '2025-11-24', to: '2025-11-24' }],
  ['mardi 50 fois', { from: '2026-03-17', to: '2026-03-17' }],
  ['on the 14th', { from: '2026-03-14', to: '2026-03-14' }],
  ['le 24', { from: '2026-02-24', to: '2026-02-24' }],
  ['du 3 au 10', { from: '2026-03-03', to: '2026-03-10' }],
  ['from the 3rd to the 10th', { from: '2026-03-03', to: '2026-03-10' }],
  ["le mois d'avant", { from: '2026-02-01', to: '2026-02-28' }],
  ['the week before', { from: '2026-03-09', to: '2026-03-15' }],
  ['de la semaine', { from: '2026-03-16', to: '2026-03-22' }],
  ['la semaine derniere', { from: '2026-03-09', to: '2026-03-15' }],
  ['semaine dernièr', { from: '2026-03-09', to: '2026-03-15' }],
  ['la semene derniere', { from: '2026-03-09', to: '2026-03-15' }],
  ['en octobrre', { from: '2025-10-01', to: '2025-10-31' }],
  ['septmbre', { from: '2025-09-01', to: '2025-09-30' }],
  ['in ocotber', { from: '2025-10-01', to: '2025-10-31' }],
  ['lat week', { from: '2026-03-09', to: '2026-03-15' }],
  ['last weak', { from: '2026-03-09', to: '2026-03-15' }],
  ['last mounth', { from: '2026-02-01', to: '2026-02-28' }],
  ['moi dernier', { from: '2026-02-01', to: '2026-02-28' }],
  ['yesteday', { from: '2026-03-17', to: '2026-03-17' }],
  ['avan hier', { from: '2026-03-16', to: '2026-03-16' }],
  ['aujourdhui', { from: '2026-03-18', to: '2026-03-18' }],
  ['on wensday', { from: '2026-03-18', to: '2026-03-18' }],
  ['since tusday', { from: '2026-03-17' }],
  ['mecredi', { from: '2026-03-18', to: '2026-03-18' }],
  ['de vendredi à dimanche', { from: '2026-03-13', to: '2026-03-15' }],
  ['from Monday to Friday', { from: '2026-03-09', to: '2026-03-13' }],
  ['du lundi au mercredi', { from: '2026-03-16', to: '2026-03-18' }],
  ["hier et aujourd'hui", { from: '2026-03-17', to: '2026-03-18' }],
  ['in January and February', { from: '2026-01-01', to: '2026-02-28' }],
  ['le 3 et le 5', { from: '2026-03-03', to: '2026-03-05' }],
  ['la première semaine de mars', { from: '2026-03-01', to: '2026-03-07' }],
  ['the last week of February', { from: '2026-02-22', to: '2026-02-28' }],
  ['le douze février', { from: '2026-02-12', to: '2026-02-12' }],
  ['the twelfth of February', { from: '2026-02-12', to: '2026-02-12' }],
  ["l'été dernier", { from: '2025-06-01', to: '2025-08-31' }],
  ['last summer', { from: '2025-06-01', to: '2025-08-31' }],
  ['mon achat a été débité', undefined],
  ['vendredi soir', { from: '2026-03-13', to: '2026-03-13' }],
  ['the last 48 hours', { from: '2026-03-16', to: '2026-03-18' }],
  ["today's purchases", { from: '2026-03-18', to: '2026-03-18' }],
  ['mondays debit', { from: '2026-03-16', to: '2026-03-16' }],
  ['la boulangerie du quartier', undefined],
  ['pour moi', undefined],
];

const amounts: readonly (readonly [string, Entities['amount']])[] = [
  ['50 €', { min: '50', max: '50', currency: 'EUR' }],
  ['50€', { min: '50', max: '50', currency: 'EUR' }],
  ['12,50', { min: '12.50', max: '12.50' }],
  ['12.50 €', { min: '12.50', max: '12.50', currency: 'EUR' }],
  ['plus de 50 euros', { min: '50', currency: 'EUR' }],
  ['moins de 20€', { max: '20', currency: 'EUR' }],
  ['au moins 100 euros', { min: '100', currency: 'EUR' }],
  ['entre 20 et 100 €', { min: '20', max: '100', currency: 'EUR' }],
  ['de 20 à 50 euros', { min: '20', max: '50', currency: 'EUR' }],
  ['environ 40€', { min: '36', max: '44', currency: 'EUR' }],
  ['cinquante euros', { min: '50', max: '50', currency: 'EUR' }],
  ['vingt-cinq euros', { min: '25', max: '25', currency: 'EUR' }],
  ['deux cents euros', { min: '200', max: '200', currency: 'EUR' }],
  ["une cinquantaine d'euros", { min: '45', max: '55', currency: 'EUR' }],
  ['1 200,50 €', { min: '1200.50', max: '1200.50', currency: 'EUR' }],
  ['1200,50 euros', { min: '1200.50', max: '1200.50', currency: 'EUR' }],
  ['12€50', { min: '12.50', max: '12.50', currency: 'EUR' }],
  ['12 euros 50', { min: '12.50', max: '12.50', currency: 'EUR' }],
  ['50 balles', { min: '50', max: '50', currency: 'EUR' }],
  ['un paiement de 50', { min: '50', max: '50' }],
  ['le ticket de 18,40', { min: '18.40', max: '18.40' }],
  ['supérieur à 200 €', { min: '200', currency: 'EUR' }],
  ['20-50 €', { min: '20', max: '50', currency: 'EUR' }],
  ['quatre-vingt-dix euros', { min: '90', max: '90', currency: 'EUR' }],
  ['2k euros', { min: '2000', max: '2000', currency: 'EUR' }],
  ['0 €', undefined],
  ['under £20', { max: '20', currency: 'GBP' }],
  ['over $100', { min: '100', currency: 'USD' }],
  ['$30', { min: '30', max: '30', currency: 'USD' }],
  ['£1,200', { min: '1200', max: '1200', currency: 'GBP' }],
  ['1,200.50', { min: '1200.50', max: '1200.50' }],
  ['fifty quid', { min: '50', max: '50', currency: 'GBP' }],
  ['about 30 bucks', { min: '27', max: '33', currency: 'USD' }],
  ['twenty-five pounds', { min: '25', max: '25', currency: 'GBP' }],
  ['between £20 and £100', { min: '20', max: '100', currency: 'GBP' }],
  ['from 20 to 50 dollars', { min: '20', max: '50', currency: 'USD' }],
  ['less than 5 dollars', { max: '5', currency: 'USD' }],
  ['at least 100', { min: '100' }],
  ['two hundred pounds', { min: '200', max: '200', currency: 'GBP' }],
  ['30 pence', { min: '0.30', max: '0.30' }],
  ['100 USD', { min: '100', max: '100', currency: 'USD' }],
  ['a payment of 75', { min: '75', max: '75' }],
  ['roughly £45', { min: '40.50', max: '49.50', currency: 'GBP' }],
  ['GBP 15', { min: '15', max: '15', currency: 'GBP' }],
  ['up to 60 euros', { max: '60', currency: 'EUR' }],
  ['50 transactions', undefined],
  ['the last 5', undefined],
  ['50 eur', { min: '50', max: '50', currency: 'EUR' }],
  ['cinquantes euros', { min: '50', max: '50', currency: 'EUR' }],
  ['cinquente euros', { min: '50', max: '50', currency: 'EUR' }],
  ['a fifty quid payment', { min: '50', max: '50', currency: 'GBP' }],
  ['a $34.90 debit', { min: '34.90', max: '34.90', currency: 'USD' }],
  ['a hundred dollars', { min: '100', max: '100', currency: 'USD' }],
  ['a tenner at Boots', { min: '10', max: '10', currency: 'GBP' }],
  ['un euro', { min: '1', max: '1', currency: 'EUR' }],
  ['vingt et un euros', { min: '21', max: '21', currency: 'EUR' }],
  ['over 3k', { min: '3000' }],
  ['plus de 3k', { min: '3000' }],
  ['1 000,50 €', { min: '1000.50', max: '1000.50', currency: 'EUR' }],
  ['a 20 dolar charge', { min: '20', max: '20', currency: 'USD' }],
  ['betwen 20 and 40 pounds', { min: '20', max: '40', currency: 'GBP' }],
];

describe('periods, seen from Wednesday 18 March 2026', () => {
  test.each(periods)('%s', (text, period) => {
    expect(read(text).period).toEqual(period);
  });

  test('a bare number is a day only where a day was asked for', () => {
    expect(read('12').period).toBeUndefined();
    expect(read('12', 'period').period).toEqual({ from: '2026-03-12', to: '2026-03-12' });
    expect(read('12.11', 'period').period).toEqual({ from: '2025-11-12', to: '2025-11-12' });
  });

  test('today is the day it is where the bank is', () => {
    const lateEvening = new Date('2026-03-18T23:30:00Z');
    const inZone = (timeZone: string) => reader.read(readableText('today'), { now: lateEvening, timeZone }).entities.period?.from;
    expect(inZone('Europe/Paris')).toBe('2026-03-19');
    expect(inZone('America/New_York')).toBe('2026-03-18');
  });
});

describe('days to come, where a parcel is asked about', () => {
  test.each([
    ['mon colis arrive mardi ?', { from: '2026-03-24', to: '2026-03-24' }],
    ['mon colis arrive le 24 ?', { from: '2026-03-24', to: '2026-03-24' }],
    ['mon colis arrive mardi 24 ?', { from: '2026-03-24', to: '2026-03-24' }],
    ['will my parcel come on April 3?', { from: '2026-04-03', to: '2026-04-03' }],
    ['ça arrive samedi mon vélo ?', { from: '2026-03-21', to: '2026-03-21' }],
    ['is my bike arriving Saturday?', { from: '2026-03-21', to: '2026-03-21' }],
    ['mon colis est arrivé samedi ?', { from: '2026-03-14', to: '2026-03-14' }],
    ['did my parcel come on Saturday', { from: '2026-03-14', to: '2026-03-14' }],
    ['will my parcel come on the 2nd?', { from: '2026-04-02', to: '2026-04-02' }],
  ])('%s', (text, period) => {
    expect(read(text).period).toEqual(period);
  });
});

describe('dates in figures', () => {
  const inOrder = (text: string, dayOrder: DayOrder) =>
    reader.read(readableText(text), { now, timeZone: 'Europe/Paris', dayOrder }).entities.period;
  const march = { from: '2026-03-10', to: '2026-03-10' };
  const october = { from: '2025-10-03', to: '2025-10-03' };

  test('are read in the order in which the customer writes them', () => {
    expect(inOrder('what did I pay on 10/3', 'month first')).toEqual(october);
    expect(inOrder('what did I pay on 10/3', 'day first')).toEqual(march);
    expect(inOrder('from 10/3 to 10/9', 'month first')).toEqual({ from: '2025-10-03', to: '2025-10-09' });
    expect(inOrder('9/10/2025', 'month first')).toEqual({ from: '2025-09-10', to: '2025-09-10' });
  });

  test('mean either where the order is not known', () => {
    expect(inOrder('what did I pay on 10/3', 'unknown')).toEqual({ ...march, or: october });
    expect(inOrder('what did I pay on 10/25', 'unknown')).toEqual({ from: '2025-10-25', to: '2025-10-25' });
    expect(inOrder('what did I pay on 3/3', 'unknown')).toEqual({ from: '2026-03-03', to: '2026-03-03' });
  });
});

describe('amounts', () => {
  test.each(amounts)('%s', (text, amount) => {
    expect(read(text).amount).toEqual(amount);
  });

  test.each([
    ['50', { min: '50', max: '50' }],
    ['42,90', { min: '42.90', max: '42.90' }],
    ['cinquante', { min: '50', max: '50' }],
    ['forty', { min: '40', max: '40' }],
  ])('%s, where an amount was asked for', (text, amount) => {
    expect(read(text, 'amount').amount).toEqual(amount);
  });
});
