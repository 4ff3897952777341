/** How much of the customer's data may be said in this chat: 0 sealed, 1 hinted, 2 banded, 3 shown. */
export type ChatLevel = 'sealed' | 'hinted' | 'banded' | 'shown';

/** What the customer decides on. */
export type ChatTopic = 'balance' | 'transaction' | 'receipt' | 'delivery' | 'card' | 'alert';

/** The customer's say in what appears in this chat, as a dialog sees it: bound to the conversation it runs in. */
export interface DisclosureControl {
  /** The level in force for each topic. */
  levels(): Promise<Readonly<Record<ChatTopic, ChatLevel>>>;
  /** From now on nothing of these topics is said here. In force at once. There is no way up from a chat. */
  seal(topics: readonly ChatTopic[]): Promise<void>;
  /** Whether a language model may be shown sentences that are not understood, blind; `none`: the bank has none. */
  model(): Promise<'none' | 'refused' | 'allowed'>;
  /** The one-time address of the bank's page on which the customer decides on all of it; undefined where there is none. */
  page(): Promise<string | undefined>;
}
