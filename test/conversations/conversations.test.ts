import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startConversationApp } from '../support/conversation-app.ts';
import { playTranscript } from '../support/play-transcript.ts';
import { parseTranscript, type Transcript } from '../support/transcript.ts';

const folder = import.meta.dirname;
const themes = ['happy-path', 'correction', 'cancellation', 'digression', 'disambiguation', 'guard', 'invalid-input', 'handoff'];

interface Conversation {
  readonly name: string;
  readonly language: 'fr' | 'en';
  readonly transcript: Transcript;
}

function readConversation(file: string): Conversation {
  const match = /^(.+)\.(fr|en)\.md$/.exec(file.replaceAll('\\', '/'));
  if (!match?.[1]) throw new TypeError(`${file} should be named <dialog>/<theme>/<what-happens>.<fr|en>.md`);
  try {
    const transcript = parseTranscript(readFileSync(join(folder, file), 'utf8'));
    return { name: match[1], language: match[2] === 'fr' ? 'fr' : 'en', transcript };
  } catch (error) {
    throw new Error(file, { cause: error });
  }
}

const conversations = globSync('*/**/*.md', { cwd: folder })
  .toSorted()
  .map((file) => readConversation(file));
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
