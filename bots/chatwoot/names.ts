import type { Person } from '../../desk/api/terms.ts';

/** Chatwoot as it holds conversations: one agent of the desk, whoever answers there. */
export const chatwootDesk: Person = { id: 'desk:chatwoot', name: 'Chatwoot' };

const prefix = 'chatwoot:';

/** Somebody who answers there, as the thread and the audit trail name them: by Chatwoot's own number of the user. */
export function chatwootAgent(id: number, name: string): Person {
  // First names, as at the desk.
  return { id: `${prefix}${id}`, name: name.trim().split(/\s+/)[0] ?? '' };
}

export function isChatwootAgent({ id }: Person): boolean {
  return id.startsWith(prefix) || id === chatwootDesk.id;
}

/** Names one message of Chatwoot's in the thread. */
export function refOf(conversation: number, message: number): string {
  return `${conversation}-${message}`;
}

/** In which conversation a message was that the thread names. */
export function conversationOfRef(ref: string): number | undefined {
  const [, conversation] = /^(?:chatwoot-)?(\d+)-\d+$/.exec(ref) ?? [];
  return conversation === undefined ? undefined : Number(conversation);
}
