import { expect, test } from '@jest/globals';
import { sayTyped } from '../../secrecy/typed-by-person.ts';
import { auditWhats, readReason, writeReason } from './audit-names.ts';

test('what somebody types for the customer stands in the trail under a name that is known here', () => {
  const { messages } = sayTyped({ text: 'Bonjour', who: 'agent' }).origin;
  expect(messages.filter((name) => !auditWhats.some((known) => known === name))).toEqual([]);
  expect(messages).not.toEqual([]);
});

test('a reason is read as it was written, with the words of who gave it', () => {
  expect(readReason(writeReason('fraud_check', ''))).toEqual({ reason: 'fraud_check', words: '' });
  expect(readReason(writeReason('other', 'rappel: dossier 12'))).toEqual({ reason: 'other', words: 'rappel: dossier 12' });
  expect(readReason('otherwise')).toEqual({ reason: undefined, words: 'otherwise' });
});
