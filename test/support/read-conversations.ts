import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTranscript, type Transcript } from './transcript.ts';

/** One transcript, with what its file's name says. */
export interface Conversation {
  readonly name: string;
  readonly language: 'fr' | 'en';
  readonly transcript: Transcript;
}

function readConversation(folder: string, file: string): Conversation {
  const match = /^(.+)\.(fr|en)\.md$/.exec(file.replaceAll('\\', '/'));
  if (!match?.[1]) throw new TypeError(`${file} should be named <dialog>/<theme>/<what-happens>.<fr|en>.md`);
  try {
    const transcript = parseTranscript(readFileSync(join(folder, file), 'utf8'));
    return { name: match[1], language: match[2] === 'fr' ? 'fr' : 'en', transcript };
  } catch (error) {
    throw new Error(file, { cause: error });
  }
}

/** Every conversation of `test/conversations`, in alphabetical order. */
export function readConversations(): readonly Conversation[] {
  const folder = join(import.meta.dirname, '../conversations');
  return globSync('*/**/*.md', { cwd: folder })
    .toSorted()
    .map((file) => readConversation(folder, file));
}
