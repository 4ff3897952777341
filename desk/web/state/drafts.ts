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
  /** Everything written and not sent is gone: whoever signs in next on this machine must not read it. */
  forget(): void;
}

const key = 'guichet.desk.drafts';

/** Kept for as long as the tab: a reload loses nothing, closing it leaves nothing on the machine. */
export function createDrafts(storage: DraftStorage): Drafts {
  const drafts = new Map<string, string>(readAll(storage));
  const name = (conversation: string, mode: DraftMode): string => `${mode} ${conversation}`;
  return {
    read: (conversation, mode) => drafts.get(name(conversation, mode)) ?? '',
    write(conversation, mode, text) {
      if (text === '') drafts.delete(name(conversation, mode));
      else drafts.set(name(conversation, mode), text);
      storage.setItem(key, JSON.stringify([...drafts]));
    },
    forget() {
      drafts.clear();
      storage.removeItem(key);
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
