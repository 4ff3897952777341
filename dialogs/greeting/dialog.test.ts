import { expect, test } from '@jest/globals';
import { bubbles, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { greeting } from './dialog.ts';

test('says at once that a machine is speaking, and for whom', async () => {
  const french = await runDialog(greeting, { services: scriptedServices({}) });
  expect(bubbles(greeting, french)[0]).toContain('Je suis l’assistant automatique de Banque Exemple.');
  const english = await runDialog(greeting, { services: scriptedServices({}), language: 'en' });
  expect(bubbles(greeting, english, 'en')[0]).toContain('I’m the automated assistant of Banque Exemple.');
  expect(english.suggested).toContain('balance');
});
