import { expect, test } from '@jest/globals';
import { topicOf } from './topic-of.ts';

test.each([
  [{ dialog: 'balance', slots: { account: { kind: 'savings' } } }, { page: 'balance' }],
  [{ dialog: 'delivery_date', slots: { merchant: 'Fnac' } }, { page: 'parcels' }],
  [{ dialog: 'receipt_lookup', slots: { merchant: 'Fnac' } }, { page: 'receipt' }],
  [
    { dialog: 'receipt_lookup', slots: { purchase: 'abc' } },
    { page: 'receipt', ref: 'abc' },
  ],
  [{ dialog: 'transactions', slots: {} }, { page: 'transactions' }],
  [{ dialog: 'transactions', slots: { count: 5, merchant: 7, period: 'x' } }, { page: 'transactions' }],
  [
    {
      dialog: 'transactions',
      slots: { merchant: 'Carrefour, Fnac', period: { from: '2026-11-01', to: '2026-11-30' }, amount: { min: '50' } },
    },
    { page: 'transactions', query: { merchant: 'Carrefour', from: '2026-11-01', to: '2026-11-30', min: '50' } },
  ],
  [{ dialog: 'greeting', slots: {} }, undefined],
])('%j is answered at %j', (asked, topic) => {
  expect(topicOf(asked)).toEqual(topic);
});
