import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createChatwoot } from '../../connectors/chatwoot/create-chatwoot.ts';
import { type ThreadEntry, threadEntrySchema } from '../../desk/api/thread.ts';
import { storeConversation } from '../../desk/store-conversation.ts';
import { takeMessage } from '../../handoff/customer-message.ts';
import type { Decision } from '../../handoff/decision.ts';
import { handOver } from '../../handoff/hand-over.ts';
import { type Hold, newHold } from '../../handoff/hold.ts';
import { settle } from '../../handoff/settle.ts';
import type { Store } from '../../store/port.ts';
import { type ChatwootStub, startChatwootStub, stubChatwoot } from '../../test/support/chatwoot-stub.ts';
import { describeOnEachStore } from '../../test/support/each-store.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { createFeedFollower, type FeedFollower } from '../desk/follow-feed.ts';
import { plainJson } from '../desk/plain-json.ts';
import { type Bridge, createBridge } from './bridge.ts';
import { createForgotten } from './forgotten.ts';
import { createLinks, identifierOf } from './links.ts';
import { createMirrorConversation } from './mirror-conversation.ts';
import { buildNoteCatalogue, createNotes } from './notes.ts';
import { createWorkLease } from './work-lease.ts';

const now = new Date('2026-11-30T10:00:00Z');
const conversation = 'facebook:x';
const contact = { bankName: 'B', phone: '1', hours: 'h', always: 'no', opensAt: 'no' };
const exchange = {
  at: now.toISOString(),
  said: 'un conseiller',
  button: false,
  attachment: false,
  redacted: [],
  dialog: null,
  slots: {},
  events: [],
  shown: [],
};

/** One process of several that share a store and a Chatwoot. */
interface Process {
  readonly bridge: Bridge;
  readonly follower: FeedFollower;
  /** Looks at the store, and brings what is new; a second of pause has passed since the last time. */
  round(): Promise<void>;
  /** Dies before the next step. */
  die(): void;
  end(): Promise<void>;
}

const log = { warn: () => undefined, info: () => undefined };

jest.setTimeout(60_000);

describeOnEachStore('the bridge', (open) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let stub: ChatwootStub;
  let hold: Hold;
  let ms: number;
  const processes: Process[] = [];

  beforeEach(async () => {
    opened = await open();
    ({ store } = opened);
    stub = await startChatwootStub();
    [hold, ms] = [newHold, 0];
  });
  afterEach(async () => {
    for (const one of processes.splice(0)) await one.end();
    await stub.close();
    await opened.dispose();
  });

  /** Commits a decision, and tells the desk of it as a turn does. */
  async function commit(decision: Decision): Promise<void> {
    const settled = settle(hold, decision, now);
    if (settled.outcome === 'refused') throw new TypeError(settled.why);
    hold = settled.hold;
    const summary = storeConversation(hold, { language: 'fr', channel: 'messenger', address: {} });
    const entries = settled.entries.map((entry: ThreadEntry) => ({
      number: entry.number,
      entry: plainJson(threadEntrySchema.parse(entry)),
    }));
    await store.desk.apply({ conversation, version: hold.version, summary: summary ? plainJson(summary) : null, entries });
  }

  const asks = (): Promise<void> =>
    commit(
      handOver(hold, {
        reason: 'wish',
        standing: { state: 'open', place: 1, estimate: undefined },
        contact,
        now,
        recent: [exchange],
        identity: { linked: false, strength: 'unknown', provenAt: null },
        clock: null,
      }),
    );
  const says = (text: string): Promise<void> =>
    commit(takeMessage(hold, { text, attachment: false, redacted: [], payload: undefined }, now));

  async function start(): Promise<Process> {
    const chatwoot = createChatwoot({
      ...stubChatwoot,
      baseUrl: stub.url,
      egress: openEgress(),
      retry: { attempts: 1, baseMs: 0 },
      breaker: { failures: 1_000, halfOpenAfterMs: 1 },
    });
    let isAlive = true;
    const follower = createFeedFollower({ desk: store.desk, ticks: () => performance.now(), log });
    follower.start();
    const ticks = (): number => ms;
    const lease = createWorkLease({ records: store.records, key: 'bridge', holder: randomUUID(), ticks, leaseMs: 600_000 });
    const mirror = createMirrorConversation({
      chatwoot,
      desk: store.desk,
      links: createLinks(store.records),
      notesIn: createNotes(buildNoteCatalogue()),
      tellRead: async () => undefined,
      urlOf: (id) => id,
      mayGoOn: async () => isAlive && lease.hold(),
    });
    const bridge = createBridge({
      chatwoot,
      desk: store.desk,
      follower,
      mirror,
      forgotten: createForgotten(store.records),
      lease,
      ticks,
      log,
    });
    const stop = follower.watch();
    const process: Process = {
      bridge,
      follower,
      async round() {
        const { last } = await store.desk.feed(Number.MAX_SAFE_INTEGER, 1);
        while (follower.board.upTo < last || !follower.isFresh()) await new Promise((resolve) => setTimeout(resolve, 5));
        ms += 60_000;
        await bridge.round();
      },
      die: () => void (isAlive = false),
      async end() {
        stop();
        await bridge.stop();
        await follower.stop();
        await chatwoot.close();
      },
    };
    processes.push(process);
    return process;
  }

  const customerWords = (): string[] =>
    stub.conversations.flatMap(({ messages }) => messages.filter((one) => one.message_type === 0).map(({ content }) => content));

  const said = (): string[] => stub.conversations.flatMap(({ messages }) => messages.map(({ content }) => content.split('\n')[0] ?? ''));

  /** Rounds until it is so: a machine that is slow makes some of them fail. */
  async function until(one: Process, isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (let count = 0; count < 40; count += 1) {
      if (await isSo()) return;
      await one.round().catch(() => undefined);
    }
    throw new Error(`not after 40 rounds; Chatwoot has ${said().join(', ')}`);
  }

  const has = (one: Process, words: number): Promise<void> => until(one, () => customerWords().length >= words);
  const caseNote = '**Conversation confiée par Guichet**';

  test('brings what is new, once, in its order', async () => {
    const one = await start();
    await asks();
    await has(one, 1);
    await says('un');
    await says('deux');
    await has(one, 3);
    await one.round();
    expect(said()).toEqual([caseNote, 'un conseiller', 'un', 'deux']);
    expect([stub.conversations.length, one.bridge.waiting()]).toEqual([1, 0]);
  });

  test('goes on where it was after a failure, with nothing twice: what was carried out and not confirmed is not done again', async () => {
    const one = await start();
    await asks();
    stub.failPosts('lost', 500, 'lost');
    await has(one, 1);
    await says('un');
    stub.failPosts(500, 500, 'lost');
    await has(one, 2);
    await until(one, () => one.bridge.waiting() === 0);
    expect(said()).toEqual([caseNote, 'un conseiller', 'un']);
  });

  test('waits while Chatwoot answers nothing, tells how much waits, and does not ask all the time', async () => {
    const one = await start();
    await asks();
    await has(one, 1);
    stub.fail(503);
    await says('un');
    const before = stub.requests.length;
    await until(one, () => one.bridge.waiting() === 1 && stub.requests.length > before);
    const asked = stub.requests.length;
    await one.bridge.round();
    expect(stub.requests).toHaveLength(asked);
    stub.fail(undefined);
    await until(one, () => one.bridge.waiting() === 0);
    expect(said()).toEqual([caseNote, 'un conseiller', 'un']);
  });

  test('is one process’s work; another one takes over where it dies, in the middle of a case, and does nothing twice', async () => {
    const first = await start();
    const second = await start();
    const isHeld = async (): Promise<boolean> => (await store.records.get('bridge')) !== undefined;
    await until(first, isHeld);
    await asks();
    await second.round();
    expect(stub.conversations).toEqual([]);
    // The first brings half of the case, is not told so, and dies.
    stub.failPosts('lost');
    await until(first, () => said().length > 0);
    first.die();
    await first.round();
    expect(said()).toEqual([caseNote]);
    // Its lease ends.
    await store.records.delete('bridge');
    await has(second, 1);
    await says('un');
    await has(second, 2);
    expect(said()).toEqual([caseNote, 'un conseiller', 'un']);
  });

  test('opens anew what somebody has deleted in Chatwoot', async () => {
    const one = await start();
    await asks();
    await has(one, 1);
    stub.remove(stub.conversations[0]?.id ?? 0);
    await says('un');
    await has(one, 2);
    expect(said()).toEqual([caseNote, 'un conseiller', 'un']);
  });

  test('leaves alone what Chatwoot does not take, and goes on with the others', async () => {
    const one = await start();
    await asks();
    stub.failPosts(422, 422, 422);
    const forgotten = createForgotten(store.records);
    await forgotten.add('guichet-nobody');
    await until(one, async () => (await forgotten.all()).length === 0);
    await has(one, 1);
    expect(said()).toEqual([caseNote, 'un conseiller']);
  });

  test('says at the desk that people are there, for as long as there are', async () => {
    const one = await start();
    const people = async (): Promise<unknown> => (await store.desk.leases()).find(({ name }) => name === 'present|desk:chatwoot')?.value;
    stub.online(3);
    await until(one, async () => (await people()) !== undefined);
    expect(await people()).toMatchObject({ person: { id: 'desk:chatwoot', name: 'Chatwoot' }, people: 3 });
    stub.online(0);
    await until(one, async () => (await people()) === undefined);
  });

  test('has forgotten whom it was told to forget, also where Chatwoot was away then', async () => {
    const one = await start();
    await asks();
    await has(one, 1);
    stub.fail(500);
    const forgotten = createForgotten(store.records);
    await forgotten.add(identifierOf(conversation));
    await one.round();
    expect([stub.contacts.size, await forgotten.all()]).toEqual([1, [identifierOf(conversation)]]);
    stub.fail(undefined);
    await until(one, async () => (await forgotten.all()).length === 0);
    expect(stub.contacts.size).toBe(0);
  });

  test('begins with what is open: what was over before is nobody’s business there', async () => {
    await asks();
    await commit(takeMessage(hold, { text: null, attachment: false, redacted: [], payload: `desk.leave.${hold.owner.token}` }, now));
    const one = await start();
    await until(one, async () => (await store.records.get('bridge')) !== undefined);
    await one.round();
    expect(stub.conversations).toEqual([]);
    await asks();
    await has(one, 1);
    expect(said()).toEqual([caseNote, 'un conseiller']);
  });
});
