import { expect, test } from '@jest/globals';
import { choicesOf, keys, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { unlinkAccount } from './dialog.ts';

test('is confirmed before it happens', () => {
  expect(unlinkAccount.confirm).toBe(true);
});

test('has nothing to unlink where nothing is linked', async () => {
  expect(await choicesOf(unlinkAccount, 'link', { services: scriptedServices({ linked: false }) })).toEqual([]);
  expect(await choicesOf(unlinkAccount, 'link', { services: scriptedServices({ linked: true }) })).toHaveLength(1);
});

test('unlinks and says so', async () => {
  const called: string[] = [];
  const services = scriptedServices({ linked: true, onCall: (operation) => called.push(operation) });
  expect(keys(await runDialog(unlinkAccount, { services }))).toEqual([['unlink_account.done']]);
  expect(called).toEqual(['unlink']);
});

test('does not claim to have unlinked what somebody else unlinked before', async () => {
  const outcome = await runDialog(unlinkAccount, { services: scriptedServices({ linked: false }) });
  expect(keys(outcome)).toEqual([['unlink_account.none.link']]);
});
