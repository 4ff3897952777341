import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startConversationApp } from '../support/conversation-app.ts';
import { playTranscript } from '../support/play-transcript.ts';
import { type Conversation, readConversations } from '../support/read-conversations.ts';

const themes = ['happy-path', 'correction', 'cancellation', 'digression', 'disambiguation', 'guard', 'invalid-input', 'handoff'];

const conversations = readConversations();
const namesIn = (language: 'fr' | 'en') => conversations.filter((each) => each.language === language).map(({ name }) => name);
const named = (list: readonly Conversation[]) => list.map((each) => [`${each.name}.${each.language}`, each] as const);

test('every conversation exists in both languages, in a folder of a known theme', () => {
  expect(namesIn('en')).toEqual(namesIn('fr'));
  expect(namesIn('fr').length).toBeGreaterThanOrEqual(32);
  expect(conversations.filter(({ name }) => !themes.includes(name.split('/')[1] ?? ''))).toEqual([]);
});

describe('with a bank that works', () => {
  let app: Awaited<ReturnType<typeof startConversationApp>>;
  beforeAll(async () => {
    app = await startConversationApp();
  });
  afterAll(() => app.stop());

  test.each(named(conversations.filter(({ transcript }) => transcript.bank === 'up')))('%s', async (_name, { transcript, language }) => {
    await playTranscript(app, transcript, language);
  });
});

// An application each: what a failing bank leaves behind, such as an open circuit, is not to be met by the next customer.
describe('with a bank that fails', () => {
  test.each(named(conversations.filter(({ transcript }) => transcript.bank !== 'up')))('%s', async (_name, { transcript, language }) => {
    const app = await startConversationApp();
    try {
      await playTranscript(app, transcript, language);
    } finally {
      await app.stop();
    }
  });
});
