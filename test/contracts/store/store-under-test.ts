import { afterEach } from '@jest/globals';
import type { EnvelopeFor } from '../../../store/envelope.ts';
import type { Claim, Json, Store, StoreTimes } from '../../../store/port.ts';

/** One store under test, and what the contract needs around it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The master keys it was opened with. */
  readonly keys: readonly Buffer[];
  /** A second instance on the same data, as another process would have; with other keys where given. */
  another(envelopeFor?: EnvelopeFor): Store;
  /** Takes a copy of the data, without the key vault; what it gives puts the copy back. */
  backUp(): Promise<() => Promise<void>>;
  /** Polls until `check` gives something, while the time of the store goes on. */
  until<Result>(check: () => Promise<Result | undefined>): Promise<Result>;
  /** All bytes that lie in the store. */
  rawBytes(): Promise<Buffer>;
  /** Closes all instances and removes the data. */
  dispose(): Promise<void>;
}

/** Opens an empty store. */
export type OpenStoreUnderTest = (times?: Partial<StoreTimes>) => Promise<StoreUnderTest>;

/** Makes `open` of one suite: what it opened is disposed of after each test. */
export function disposing(open: OpenStoreUnderTest): OpenStoreUnderTest {
  const opened: StoreUnderTest[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.dispose()));
  });
  return async (times) => {
    const one = await open(times);
    opened.push(one);
    return one;
  };
}

/** Takes one event in and expects to be given the conversation. */
export async function takeAndClaim(store: Store, eventId: string, conversation = 'messenger:a'): Promise<Claim> {
  const taken = await store.conversations.takeIn({ conversation, eventId, event: { text: eventId } });
  if (taken.outcome !== 'claimed') throw new Error(`Expected to claim ${eventId}, it was ${taken.outcome}.`);
  return taken.claim;
}

/** What became of an event. */
export async function outcomeOf(store: Store, eventId: string, conversation = 'messenger:a'): Promise<string> {
  return (await store.conversations.takeIn({ conversation, eventId, event: { text: eventId } })).outcome;
}

/** A turn that leaves this state and these replies. */
export function turn(state: Json, ...replies: readonly Json[]): { readonly state: Json; readonly replies: readonly Json[] } {
  return { state, replies };
}

/** A whole turn of a conversation that leaves this state; answers with the state it began with. */
export async function wholeTurn(store: Store, { conversation, eventId, state }: WholeTurn): Promise<Json | undefined> {
  const claim = await takeAndClaim(store, eventId, conversation);
  await store.conversations.commit(claim, turn(state));
  await store.conversations.finish(claim);
  return claim.state;
}

interface WholeTurn {
  readonly conversation: string;
  readonly eventId: string;
  readonly state: Json;
}

/** The only event that is set aside. */
export async function onlyOne({ quarantine }: Store) {
  const [first, ...others] = await quarantine.list();
  const shown = first && (await quarantine.show(first.id));
  if (shown === undefined || others.length > 0)
    throw new Error(`Expected one event in quarantine, there are ${others.length + (first ? 1 : 0)}.`);
  return shown;
}
