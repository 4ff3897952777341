import { describe, expect, test } from '@jest/globals';
import { keys, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { hideAmounts } from '../hide-amounts/dialog.ts';
import { stopAlerts } from '../stop-alerts/dialog.ts';
import { privacy } from './dialog.ts';

type Script = Parameters<typeof scriptedServices>[0];

async function said(
  dialog: Parameters<typeof runDialog>[0],
  script: Script,
): Promise<{ readonly keys: unknown; readonly sealed: unknown[] }> {
  const sealed: unknown[] = [];
  const services = scriptedServices({ ...script, onCall: (operation, topics) => (operation === 'seal' ? sealed.push(topics) : undefined) });
  return { keys: keys(await runDialog(dialog, { services })), sealed };
}

describe('one word', () => {
  test('seals everything that is said here, but not the alerts, and says so once', async () => {
    const answers = ['balance', 'transaction', 'receipt', 'delivery', 'card'];
    expect(await said(hideAmounts, { linked: true, level: 'banded' })).toEqual({ keys: [['hide_amounts.done']], sealed: [answers] });
    expect(await said(hideAmounts, { linked: true, level: 'sealed' })).toEqual({ keys: [['hide_amounts.already']], sealed: [] });
  });

  test('stops the alerts, and nothing else', async () => {
    expect(await said(stopAlerts, { linked: true, level: 'shown' })).toEqual({ keys: [['stop_alerts.done']], sealed: [['alert']] });
    expect(await said(stopAlerts, { linked: true, level: 'sealed' })).toEqual({ keys: [['stop_alerts.already']], sealed: [] });
  });
});

test('who can read what is told to everybody, with what appears now and how to change it', async () => {
  expect((await said(privacy, { linked: false })).keys).toEqual([['privacy.who', 'privacy.unlinked']]);
  expect((await said(privacy, { linked: true, level: 'shown' })).keys).toEqual([['privacy.who', 'privacy.now', 'privacy.lower']]);
  expect((await said(privacy, { linked: true, level: 'hinted' })).keys).toEqual([
    ['privacy.who', 'privacy.now', 'privacy.lower', 'privacy.raise'],
  ]);
  expect((await said(privacy, { linked: true, level: 'sealed' })).keys).toEqual([['privacy.who', 'privacy.now', 'privacy.raise']]);
  for (const model of ['refused', 'allowed'] as const)
    expect((await said(privacy, { linked: true, level: 'sealed', model })).keys).toEqual([
      ['privacy.who', 'privacy.model', 'privacy.now', 'privacy.raise'],
    ]);
  const page = 'https://bank.example/booth/once';
  expect((await said(privacy, { linked: true, level: 'shown', page })).keys).toEqual([
    ['privacy.who', 'privacy.now', 'privacy.lower', 'privacy.page'],
  ]);
});
