import { describe, expect, test } from '@jest/globals';
import { bubbles, choicesOf, confirmationOf, keys, lateOf, prefaceOf, runDialog, sentence } from '../../test/support/run-dialog.ts';
import { scriptedServices, transactionReport, transactionView } from '../../test/support/scripted-services.ts';
import { reportFraud } from './dialog.ts';

const payment = transactionView('tx-1');
const services = scriptedServices({ transactions: () => transactionReport([payment]), purchases: () => [payment] });

describe('before any question', () => {
  test.each([true, false])('the card can be blocked and the bank called (linked: %s)', async (linked) => {
    const said = await prefaceOf(reportFraud, { services, linked });
    expect(bubbles(reportFraud, said)[0]).toContain('+33 1 23 45 67 89');
    expect(said.replies).toMatchObject([{ buttons: [{ kind: 'press', payload: 's.freeze_card' }] }]);
    expect(said.goes).toBe('on');
  });

  test('a bank that takes no reports is said to be one', async () => {
    const said = await prefaceOf(reportFraud, { services: scriptedServices({ order: 'none' }), linked: true });
    expect([keys(said), said.goes]).toEqual([[['report_fraud.unavailable']], 'over']);
  });
});

describe('which payment', () => {
  const ids = async (setting: Parameters<typeof choicesOf>[2]) => (await choicesOf(reportFraud, 'payment', setting)).map(({ id }) => id);

  test('is not asked of somebody who named none', async () => {
    expect(await ids({ services })).toEqual(['general']);
  });

  test('is chosen among those that fit, or something else', async () => {
    expect(await ids({ services, slots: { merchant: 'fnac' } })).toEqual(['tx-1', 'general']);
  });

  test('is left open where the list cannot be read', async () => {
    const down = scriptedServices({
      transactions: () => {
        throw new Error('down');
      },
    });
    expect(await ids({ services: down, slots: { merchant: 'fnac' } })).toEqual(['general']);
  });

  test('is repeated when it is confirmed, or stood for by words without figures', async () => {
    const line = await confirmationOf(reportFraud, { services, slots: { payment: 'tx-1' } });
    expect(line && sentence(reportFraud, line)).toContain('Fnac, mardi 17 novembre, 34,90 €');
    expect(line?.otherwise?.key).toBe('report_fraud.confirm.unnamed');
    expect((await confirmationOf(reportFraud, { services, slots: { payment: 'general' } }))?.key).toBe('report_fraud.confirm');
    expect((await confirmationOf(reportFraud, { services, slots: { payment: 'gone' } }))?.key).toBe('report_fraud.confirm.unnamed');
  });
});

describe('reporting', () => {
  test('gives the number of the case, and never asks how it was', async () => {
    const done = scriptedServices({ order: { outcome: 'done', reference: 'FR-1A2B-3C4D' } });
    const said = await runDialog(reportFraud, { services: done, slots: { payment: 'general' } });
    expect(bubbles(reportFraud, said)).toEqual([expect.stringContaining('le dossier FR-1A2B-3C4D')]);
    expect(said.suggested).toEqual(['freeze_card', 'person']);
  });

  test.each([
    ['general', { payment: undefined }],
    ['tx-1', { payment: 'tx-1' }],
  ])('%s is what is reported', async (slot, suspicion) => {
    const reported: unknown[] = [];
    const noting = scriptedServices({ onCall: (operation, asked) => operation === 'reportFraud' && reported.push(asked) });
    await runDialog(reportFraud, { services: noting, slots: { payment: slot } });
    expect(reported).toEqual([suspicion]);
  });

  test.each([
    ['pending', 'freeze_card'],
    ['refused', 'freeze_card'],
    ['sign_in', 'link_account'],
  ] as const)('%s is said as it is, with whom to call', async (outcome, suggested) => {
    const said = await runDialog(reportFraud, { services: scriptedServices({ order: { outcome } }), slots: { payment: 'general' } });
    expect(keys(said)).toEqual([[`report_fraud.${outcome}`]]);
    expect(bubbles(reportFraud, said)[0]).toContain('+33 1 23 45 67 89');
    expect(said.suggested).toContain(suggested);
  });

  test('settled late is told, with the number of the case', async () => {
    const done = await lateOf(reportFraud, { services, settled: { outcome: 'done', reference: 'FR-1A2B-3C4D' } });
    expect(bubbles(reportFraud, done)[0]).toContain('FR-1A2B-3C4D');
    expect(keys(await lateOf(reportFraud, { services, settled: { outcome: 'sign_in' } }))).toEqual([['report_fraud.late.failed']]);
  });
});
