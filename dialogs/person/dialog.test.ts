import { expect, test } from '@jest/globals';
import { bubbles, runDialog } from '../../test/support/run-dialog.ts';
import { scriptedServices } from '../../test/support/scripted-services.ts';
import { person } from './dialog.ts';

test('says honestly that nobody answers here, and how to reach somebody', async () => {
  const outcome = await runDialog(person, { services: scriptedServices({}) });
  expect(bubbles(person, outcome)[0]).toBe(
    'Je suis un assistant automatique, et aucun conseiller ne répond dans cette conversation. ' +
      'Pour parler à quelqu’un de Banque Exemple, appelez le +33 1 23 45 67 89 (du lundi au vendredi, de 9 h à 18 h).',
  );
  expect(outcome.replies[0]).toMatchObject({ buttons: [{ kind: 'open', url: 'https://bank.example/contact' }] });
});

test('names the hours in the language of the customer', async () => {
  const outcome = await runDialog(person, { services: scriptedServices({}), language: 'en' });
  expect(bubbles(person, outcome, 'en')[0]).toContain('(Monday to Friday, 9 am to 6 pm)');
});
