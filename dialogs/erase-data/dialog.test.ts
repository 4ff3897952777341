import { expect, test } from '@jest/globals';
import { keys, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { eraseData } from './dialog.ts';

test('is confirmed before it happens', () => {
  expect(eraseData.confirm).toBe(true);
});

test('erases, linked or not, and gives the number of the erasure', async () => {
  for (const linked of [true, false]) {
    const called: string[] = [];
    const outcome = await runDialog(eraseData, { services: scriptedServices({ linked, onCall: (operation) => called.push(operation) }) });
    expect(keys(outcome)).toEqual([['erase_data.done', 'erase_data.messenger']]);
    expect(JSON.stringify(outcome)).toContain('BCDF-GHJK-LMNP');
    expect(called).toEqual(['erase']);
  }
});

test('says that nothing was erased where the law asks to keep it', async () => {
  expect(keys(await runDialog(eraseData, { services: scriptedServices({ held: true }) }))).toEqual([['erase_data.held']]);
});
