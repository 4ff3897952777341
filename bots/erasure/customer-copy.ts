import { z } from 'zod';
import { loadState } from '../../engine/load-state.ts';
import type { ConversationState } from '../../engine/state.ts';
import type { ConsentBook } from '../../secrecy/consent/consent-book.ts';
import { type ConversationEntries, entriesOf } from '../../secrecy/ledger/conversation-entries.ts';
import type { ConversationKey, Effect, QuarantinedEvent, Store } from '../../store/port.ts';
import { effectIntentSchema, effectResultSchema } from '../effects/effect.ts';
import type { LinkedCustomer } from '../linking/active-links.ts';

/** An order to the bank, as it is kept here. */
interface CopiedOrder {
  readonly kind: string;
  readonly at: string;
  /** `open` while nobody knows. */
  readonly outcome: 'open' | 'done' | 'refused' | 'sign_in';
  readonly reference?: string;
}

/** Everything that is kept of a customer. Its version is raised with each change of its shape. */
export interface CustomerCopy {
  readonly schema: 'guichet-customer-copy';
  readonly version: 1;
  readonly createdAt: string;
  readonly bank: string;
  /** The name of the conversation in the store: a keyed hash. */
  readonly conversation: ConversationKey;
  readonly identity: Pick<LinkedCustomer, 'subject' | 'givenName' | 'locale' | 'timeZone' | 'linkedAt'>;
  readonly consents: Awaited<ReturnType<ConsentBook['read']>>;
  readonly state: ConversationState;
  readonly orders: readonly CopiedOrder[];
  /** Messages that could not be handled, with their words. */
  readonly setAside: readonly { readonly at: string; readonly reason: string; readonly text?: string }[];
  readonly ledger: ConversationEntries;
}

export interface CustomerCopyDeps {
  readonly store: Pick<Store, 'conversations' | 'effects' | 'quarantine' | 'ledger'>;
  readonly consents: Pick<ConsentBook, 'read'>;
  readonly bankName: string;
  readonly now: () => Date;
}

/** Gathers what is kept of the customer of a conversation. Bank data are not among it: they are never kept. */
export type CopyCustomer = (conversation: ConversationKey, customer: LinkedCustomer) => Promise<CustomerCopy>;

function orderOf({ intent, result }: Effect): readonly CopiedOrder[] {
  const order = effectIntentSchema.safeParse(intent).data;
  if (order === undefined) return [];
  const { outcome, reference } = effectResultSchema.safeParse(result).data ?? { outcome: 'open' };
  return [{ kind: order.action.kind, at: order.at, outcome, ...(reference === undefined ? {} : { reference }) }];
}

const wordsSchema = z.object({ text: z.string() });

function eventOf({ at, reason, event }: QuarantinedEvent): CustomerCopy['setAside'][number] {
  const { data } = wordsSchema.safeParse(event);
  return { at, reason, ...(data ? { text: data.text } : {}) };
}

/** A code of a linking is a secret for as long as it is good for something. */
function withoutSecrets(state: ConversationState): ConversationState {
  return { ...state, frames: state.frames.map((frame) => (frame.dialog === 'link_account' ? { ...frame, slots: {} } : frame)) };
}

export function createCopyCustomer({ store, consents, bankName, now }: CustomerCopyDeps): CopyCustomer {
  async function setAsideOf(conversation: ConversationKey): Promise<readonly QuarantinedEvent[]> {
    const own = (await store.quarantine.list()).filter((event) => event.conversation === conversation);
    const events = await Promise.all(own.map(({ id }) => store.quarantine.show(id)));
    return events.filter((event) => event !== undefined);
  }

  return async (conversation, { subject, givenName, locale, timeZone, linkedAt }) => {
    const [decided, state, effects, setAside, ledger] = await Promise.all([
      consents.read(conversation),
      store.conversations.readState(conversation),
      store.effects.list(conversation),
      setAsideOf(conversation),
      entriesOf(store.ledger, conversation),
    ]);
    const known = { ...(givenName ? { givenName } : {}), ...(locale ? { locale } : {}), ...(timeZone ? { timeZone } : {}) };
    return {
      schema: 'guichet-customer-copy',
      version: 1,
      createdAt: now().toISOString(),
      bank: bankName,
      conversation,
      identity: { subject, ...known, linkedAt },
      consents: decided,
      state: withoutSecrets(loadState(state)),
      orders: effects.flatMap(orderOf),
      setAside: setAside.map(eventOf),
      ledger,
    };
  };
}
