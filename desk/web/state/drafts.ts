/** What is being written, per conversation and mode. */
export type DraftMode = 'reply' | 'note';

/** The part of the browser's session storage that is used. */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Drafts {
  read(conversation: string, mode: DraftMode): string;
  write(conversation: string, mode: DraftMode, text: string): void;
  /** What was written to a conversation and not sent is gone: with its erasure, or everything, so that whoever signs in next on this machine reads nothing. */
  forget(conversation?: string): void;
}

const key = 'guichet.desk.drafts';

/** Kept for as long as the tab: a reload loses nothing, closing it leaves nothing on the machine. */
export function createDrafts(storage: DraftStorage): Drafts {
  const drafts = new Map<string, string>(readAll(storage));
  const name = (conversation: string, mode: DraftMode): string => `${mode} ${conversation}`;
  const keep = (): void => storage.setItem(key, JSON.stringify([...drafts]));
  return {
    read: (conversation, mode) => drafts.get(name(conversation, mode)) ?? '',
    write(conversation, mode, text) {
      if (text === '') drafts.delete(name(conversation, mode));
      else drafts.set(name(conversation, mode), text);
      keep();
    },
    forget(conversation) {
      if (conversation === undefined) {
        drafts.clear();
        return storage.removeItem(key);
      }
      for (const mode of ['reply', 'note'] as const) drafts.delete(name(conversation, mode));
      keep();
    },
  };
}

function readAll(storage: DraftStorage): [string, string][] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(readPair) : [];
  } catch {
    return [];
  }
}

function readPair(pair: unknown): [string, string][] {
  if (!Array.isArray(pair)) return [];
  const [name, text]: unknown[] = pair;
  return typeof name === 'string' && typeof text === 'string' ? [[name, text]] : [];
}
