import { expect, test } from '@jest/globals';
import { keys, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { thanks } from './dialog.ts';

test('answers a thank-you without asking the bank anything', async () => {
  const called: string[] = [];
  const services = scriptedServices({ onCall: (operation) => called.push(operation) });
  expect(keys(await runDialog(thanks, { services }))).toEqual([['thanks.welcome']]);
  expect(called).toEqual([]);
});
