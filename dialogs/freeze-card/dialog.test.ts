import { describe, expect, test } from '@jest/globals';
import { bubbles, choicesOf, confirmationOf, keys, lateOf, prefaceOf, runDialog, sentence } from '../../test/support/run-dialog.ts';
import { cardView, scriptedServices } from '../../test/support/scripted-services.ts';
import { freezeCard } from './dialog.ts';

const two = [cardView('4471'), cardView('9911', 'frozen')];
const services = scriptedServices({ cards: () => two });

describe('before any question', () => {
  test('a customer who is not linked is told whom to call at once', async () => {
    const said = await prefaceOf(freezeCard, { services, linked: false });
    expect(bubbles(freezeCard, said)[0]).toContain('appelez Banque Exemple au +33 1 23 45 67 89 (du lundi au vendredi, de 9 h à 18 h)');
    expect(said.goes).toBe('on');
  });

  test('a number that is answered day and night is called so', async () => {
    const night = scriptedServices({ cardPhone: '+33 1 99 00 00 00' });
    const said = await prefaceOf(freezeCard, { services: night, linked: false, language: 'en' });
    expect(bubbles(freezeCard, said, 'en')[0]).toContain('call Banque Exemple on +33 1 99 00 00 00, day and night, or');
  });

  test('nothing is said where it can be done', async () => {
    expect(await prefaceOf(freezeCard, { services, linked: true })).toMatchObject({ replies: [], goes: 'on' });
  });

  test('a bank without card services is said to be one, and nothing is asked', async () => {
    for (const linked of [true, false]) {
      const said = await prefaceOf(freezeCard, { services: scriptedServices({ order: 'none' }), linked });
      expect([keys(said), said.goes]).toEqual([[['freeze_card.unavailable']], 'over']);
    }
  });

  test('opening a card again is refused, with where to do it', async () => {
    const said = await prefaceOf(freezeCard, { services, linked: true, slots: { mention: { unfreeze: true } } });
    expect([keys(said), said.goes]).toEqual([[['freeze_card.unfreeze']], 'over']);
  });

  test('a link that the bank no longer takes ends, with whom to call', async () => {
    const called: string[] = [];
    const expired = scriptedServices({ cards: () => 'sign_in', linked: true, onCall: (operation) => called.push(operation) });
    const said = await prefaceOf(freezeCard, { services: expired, linked: true });
    expect([keys(said), said.goes, said.suggested]).toEqual([[['freeze_card.sign_in']], 'over', ['link_account']]);
    expect(called).toContain('unlink');
  });
});

describe('which card', () => {
  const ids = async (setting: Parameters<typeof choicesOf>[2]) => (await choicesOf(freezeCard, 'card', setting)).map(({ id }) => id);

  test('is chosen among several, or all of them', async () => {
    const choices = await choicesOf(freezeCard, 'card', { services });
    expect(choices.map(({ id }) => id)).toEqual(['card:card-4471', 'card:card-9911', 'all']);
    const [, second] = choices;
    expect(second?.line && sentence(freezeCard, { ...second.line, args: { position: 2, ...second.line.args } })).toBe(
      '2. Visa ···· 9911 (déjà bloquée)',
    );
    expect(second?.label.otherwise && sentence(freezeCard, second.label.otherwise)).toBe('Carte n° 2');
  });

  test('is asked for as it was described', async () => {
    const asked: unknown[] = [];
    const noting = scriptedServices({ cards: () => [cardView('4471')], onCall: (_operation, query) => asked.push(query) });
    expect(await ids({ services: noting, slots: { mention: { last4: '4471' } } })).toEqual(['card:card-4471']);
    expect(asked).toEqual([{ last4: '4471' }]);
  });

  test('is all of them where all are meant, and where the bank cannot be asked', async () => {
    expect(await ids({ services, slots: { mention: { all: true } } })).toEqual(['all']);
    const down = scriptedServices({ cards: () => 'unreachable' });
    expect(await ids({ services: down })).toEqual(['all']);
    expect(await ids({ services: down, slots: { mention: { last4: '4471' } } })).toEqual(['last4:4471']);
  });

  test('is none where there is none', async () => {
    expect(await ids({ services: scriptedServices({}) })).toEqual([]);
  });
});

describe('the confirmation', () => {
  test.each([
    ['card:card-4471', 'Voulez-vous bloquer votre carte Visa ···· 4471 ? Plus aucun paiement'],
    ['card:card-9911', 'Votre carte Visa ···· 9911 est déjà bloquée.'],
    ['card:another', 'Voulez-vous bloquer votre carte ?'],
    ['last4:4471', 'Voulez-vous bloquer votre carte qui se termine par 4471 ?'],
    ['all', 'Voulez-vous bloquer toutes vos cartes ?'],
  ])('of %s names it', async (card, words) => {
    const line = await confirmationOf(freezeCard, { services, slots: { card } });
    expect(line && sentence(freezeCard, line)).toContain(words);
  });

  test('has words for when the digits may not be shown', async () => {
    const line = await confirmationOf(freezeCard, { services, slots: { card: 'card:card-4471' } });
    expect(line?.otherwise?.key).toBe('freeze_card.confirm');
  });

  test('says why it is about all of them where the bank gives no list', async () => {
    const down = scriptedServices({ cards: () => 'unreachable' });
    expect((await confirmationOf(freezeCard, { services: down, slots: { card: 'all' } }))?.key).toBe('freeze_card.confirm.unlisted');
    const slots = { card: 'all', mention: { all: true } };
    expect((await confirmationOf(freezeCard, { services: down, slots }))?.key).toBe('freeze_card.confirm.all');
  });

  test('is asked for', () => expect(freezeCard.confirm).toBe(true));
});

describe('freezing', () => {
  test.each([
    ['card:card-4471', { which: 'card', ref: 'card-4471' }],
    ['last4:4471', { which: 'last4', last4: '4471' }],
    ['all', { which: 'all' }],
  ])('%s is what is ordered', async (card, target) => {
    const ordered: unknown[] = [];
    const noting = scriptedServices({ onCall: (operation, asked) => operation === 'freeze' && ordered.push(asked) });
    await runDialog(freezeCard, { services: noting, slots: { card } });
    expect(ordered).toEqual([target]);
  });

  test.each([
    ['done', 'freeze_card.done', 'report_fraud'],
    ['pending', 'freeze_card.pending', 'report_fraud'],
    ['refused', 'freeze_card.refused', 'report_fraud'],
    ['sign_in', 'freeze_card.sign_in', 'link_account'],
  ] as const)('%s is said as it is', async (outcome, key, suggested) => {
    const said = await runDialog(freezeCard, { services: scriptedServices({ order: { outcome } }), slots: { card: 'card:c' } });
    expect(keys(said)).toEqual([[key]]);
    expect(said.suggested).toContain(suggested);
    expect(bubbles(freezeCard, said)[0]).toContain('+33 1 23 45 67 89');
  });

  test.each([
    ['done', 'late.done'],
    ['refused', 'late.failed'],
    ['sign_in', 'late.failed'],
  ] as const)('settled late as %s is told', async (outcome, key) => {
    expect(keys(await lateOf(freezeCard, { services, settled: { outcome } }))).toEqual([[`freeze_card.${key}`]]);
  });
});
