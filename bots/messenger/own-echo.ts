import type { MessengerEvent } from './messenger-event.ts';

/** That Messenger has sent something of ours. */
export interface OwnEcho {
  readonly pageId: string;
  readonly psid: string;
  /** The `metadata` of the sending. */
  readonly sendId: string;
}

/** Ours are shorter; longer ones are another app's, and would only fill the store. */
const longestSendId = 100;

/**
 * Reads an echo of what Guichet sent, also while another app holds the thread; undefined for every other event. Echoes of
 * people and of most other apps carry no `metadata`. Who else's carry one settle nothing: nobody waits for that id.
 */
export function readOwnEcho(event: MessengerEvent): OwnEcho | undefined {
  if (event.kind !== 'echo') return undefined;
  const { pageId, senderId: psid, metadata: sendId = '' } = event;
  if (psid === undefined || sendId === '' || sendId.length > longestSendId) return undefined;
  return { pageId, psid, sendId };
}
