import type { Activity } from 'botbuilder';
import type { OutgoingMessage, ThreadControl } from '../secrecy/outgoing-message.ts';
import type { ConversationKey, Json } from '../store/port.ts';
import type { Inbound } from './inbound.ts';

/** Who holds a thread at the channel; `app`: the id of the other one, where it is named. */
export interface ThreadSeen {
  readonly holder: 'us' | 'other';
  readonly app: string | null;
  readonly token: number;
}

/** Replies of one turn on their way to the customer. */
export interface Delivery {
  /** Whose answer it is: it may go to this conversation, and to no other. */
  readonly conversation: ConversationKey;
  readonly inbound: Inbound;
  /** What `toReply` made, from the first one that has not left yet. */
  readonly replies: readonly Json[];
  /** To be awaited after each reply that has left: how many of `replies` so far. `stale`: another worker has taken over, nothing more may be sent. */
  onSent(count: number): Promise<'ok' | 'stale'>;
  /** Whether the channel has echoed the sending of this id. */
  wasEchoed(sendId: string): Promise<boolean>;
  /** Told of a reply that the channel has refused for good, by a word for the reason. */
  onLost?(reason: string): Promise<void>;
  /** Told where the channel has shown that the thread may not be ours; once noted, it will be asked who holds it. */
  onThreadDoubt?(): Promise<void>;
  /** Told who holds the thread at the channel, in answer to a question that was put under a token of our owner. */
  onThreadOwner?(seen: ThreadSeen): Promise<void>;
  /** To be asked before something is sent again: the right to send may have ended while an answer was waited for. */
  renew(): Promise<'ok' | 'stale'>;
}

/** A way to customers: Messenger, or a Bot Framework channel. */
export interface Channel {
  /** Puts what was decided into the channel's own shape. */
  toActivities(messages: readonly (OutgoingMessage | ThreadControl)[]): Partial<Activity>[];
  /** What the outbox keeps of an activity. */
  toReply(activity: Partial<Activity>): Json;
  /** Tells a customer who would otherwise wait in silence that the message was seen and is being worked on. Never rejects. */
  acknowledge(inbound: Inbound, conversation: ConversationKey): Promise<void>;
  /**
   * Sends in order. `halted`: the channel cannot send at present; what has not left stays in the outbox and is to be delivered
   * later. `stale`: another worker does it.
   */
  deliver(delivery: Delivery): Promise<'delivered' | 'halted' | 'stale'>;
}

/** The channel behind a door. */
export type ChannelFor = (door: Inbound['door']) => Channel;
