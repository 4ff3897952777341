import { expect, test } from '@jest/globals';
import { bubbles, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { help } from './dialog.ts';

test('gives examples in the customer’s words, and the way out', async () => {
  const outcome = await runDialog(help, { services: scriptedServices({}) });
  const lines = bubbles(help, outcome)[0]?.split('\n') ?? [];
  expect(lines.filter((line) => line.startsWith('· «'))).toHaveLength(7);
  expect(lines.at(-1)).toContain('annuler');
  expect(outcome.suggested).toEqual(['balance', 'transactions', 'receipt_lookup', 'delivery_date', 'freeze_card', 'report_fraud']);
});
