import { expect, test } from '@jest/globals';
import { buildSummary } from '../../../test/support/desk/build-conversation.ts';
import type { ConversationSummary } from '../../api/conversation.ts';
import { createTexts } from '../texts/texts.ts';
import { wordsFor } from './words-for.ts';

const texts = createTexts('en', 'Europe/Paris');
const now = Date.parse('2026-11-30T12:00:00Z');
const urgent = (given: Partial<ConversationSummary> = {}): ConversationSummary =>
  buildSummary({ id: 'a', label: 'Client 4F2A', urgency: 'urgent', reason: 'suspected_fraud', minutesAgo: 1, ...given, last: 'x' }, now);
const told = (conversation: ConversationSummary, before?: ConversationSummary, open?: string) =>
  wordsFor({ type: 'conversation', conversation, entries: [] }, { open, before, texts });
const agent = { kind: 'agent', agent: { id: 'me', name: 'Me' }, token: 3 } as const;

test('an urgent conversation that comes into the queue is said, without what was said in it', () => {
  const words = 'Urgent conversation in the queue: Client 4F2A, Suspected fraud';
  expect(told(urgent())).toBe(words);
  expect(told(urgent(), urgent({ urgency: 'normal' }))).toBe(words);
  expect(told(urgent({ owner: { kind: 'queue', token: 4 } }), urgent({ owner: agent }))).toBe(words);
});

test('one that was there before, is open, is held or is not urgent is not said', () => {
  expect(told(urgent({ version: 2 }), urgent())).toBeUndefined();
  expect(told(urgent(), undefined, 'a')).toBeUndefined();
  expect(told(urgent({ owner: agent }), urgent())).toBeUndefined();
  expect(told(urgent({ urgency: 'high' }))).toBeUndefined();
});

test('who reads a conversation that is erased hears that it is gone', () => {
  const around = { before: undefined, texts };
  expect(wordsFor({ type: 'gone', id: 'a' }, { ...around, open: 'a' })).toMatch(/gone|no longer|erased/);
  expect(wordsFor({ type: 'gone', id: 'a' }, { ...around, open: 'b' })).toBeUndefined();
});
