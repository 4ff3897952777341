import { describe, expect, test } from '@jest/globals';
import { bubbles, choicesOf, keys, runDialog, sentence } from '../../test/support/run-dialog.ts';
import { receiptView, scriptedServices, transactionView } from '../../test/support/scripted-services.ts';
import { receiptLookup } from './dialog.ts';

const purchases = [transactionView('p1'), transactionView('p2')];

describe('the purchases to choose from', () => {
  test('are those with a receipt that fit what the customer said', async () => {
    const asked: unknown[] = [];
    const services = scriptedServices({ purchases: () => purchases, onCall: (_operation, query) => asked.push(query) });
    const choices = await choicesOf(receiptLookup, 'purchase', { services, slots: { merchant: 'fnac' } });
    expect(asked).toEqual([{ merchant: 'fnac', withReceipt: true }]);
    expect(choices.map(({ id }) => id)).toEqual(['p1', 'p2']);
    const [first] = choices;
    expect(first && sentence(receiptLookup, first.label)).toBe('17 nov. · 34,90 €');
    // The engine numbers the lines.
    const { key = '', args = {} } = first?.line ?? {};
    expect(sentence(receiptLookup, { key, args: { position: 1, ...args } })).toBe('1. Fnac, mardi 17 novembre, 34,90 €');
  });

  test('are told apart by their shop where the customer named none', async () => {
    const [first] = await choicesOf(receiptLookup, 'purchase', { services: scriptedServices({ purchases: () => purchases }) });
    expect(first && sentence(receiptLookup, first.label)).toBe('34,90 € · Fnac');
  });

  test('are the newest one where none has a receipt, so that it can be said', async () => {
    const services = scriptedServices({ purchases: ({ withReceipt }) => (withReceipt ? [] : purchases) });
    expect((await choicesOf(receiptLookup, 'purchase', { services })).map(({ id }) => id)).toEqual(['p1']);
  });

  test('are none where nothing was bought', async () => {
    expect(await choicesOf(receiptLookup, 'purchase', { services: scriptedServices({}) })).toEqual([]);
  });
});

describe('the receipt', () => {
  test('comes with the purchase it belongs to', async () => {
    const services = scriptedServices({ purchases: () => purchases, receipt: () => receiptView() });
    const outcome = await runDialog(receiptLookup, { services, slots: { purchase: 'p1' } });
    expect(keys(outcome)).toEqual([['receipt_lookup.found'], ['receipt']]);
    expect(bubbles(receiptLookup, outcome)).toEqual(['Voici le reçu de votre achat chez Fnac, mardi 17 novembre :']);
  });

  test('that the merchant does not give is said with the merchant’s name', async () => {
    const services = scriptedServices({ purchases: () => purchases });
    const outcome = await runDialog(receiptLookup, { services, slots: { purchase: 'p1', merchant: 'fnac' }, language: 'en' });
    expect(bubbles(receiptLookup, outcome, 'en')[0]).toMatch(/^Fnac doesn’t send itemised receipts/);
  });

  test('that none of several merchants gives is not blamed on one of them', async () => {
    const services = scriptedServices({ purchases: () => purchases });
    const outcome = await runDialog(receiptLookup, { services, slots: { purchase: 'p1' } });
    expect(keys(outcome)).toEqual([['receipt_lookup.no_receipts']]);
  });

  test('of a purchase that is no longer there is not invented', async () => {
    const outcome = await runDialog(receiptLookup, {
      services: scriptedServices({ receipt: () => receiptView() }),
      slots: { purchase: 'x' },
    });
    expect(keys(outcome)).toEqual([['receipt_lookup.gone']]);
  });
});
