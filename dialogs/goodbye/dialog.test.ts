import { expect, test } from '@jest/globals';
import { keys, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { goodbye } from './dialog.ts';

test('answers a goodbye without asking the bank anything', async () => {
  const called: string[] = [];
  const services = scriptedServices({ onCall: (operation) => called.push(operation) });
  expect(keys(await runDialog(goodbye, { services }))).toEqual([['goodbye.bye']]);
  expect(called).toEqual([]);
});
