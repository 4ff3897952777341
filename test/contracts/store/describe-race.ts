import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Claim, Store } from '../../../store/port.ts';
import { type OpenStoreUnderTest, turn } from './store-under-test.ts';

const conversationCount = 20;
const eventsEach = 25;
const stateSchema = z.array(z.string()).catch([]);

/** Two instances, many events, workers that die at random: nothing lost, nothing twice, nothing out of order. */
export function describeRace(open: OpenStoreUnderTest): void {
  describe('race', () => {
    test('handles 500 events of 20 conversations on two instances once each and in order, although workers die', async () => {
      const { store, another, until } = await open({ leaseMs: 400 });
      const stores = [store, another()];
      const race = createRace();
      const names = Array.from({ length: conversationCount }, (_, index) => `messenger:${index}`);
      await Promise.all(names.map((name, index) => race.produce(name, stores, index)));
      await until(async () => {
        for (const one of stores) await race.work(one, await one.conversations.claimOrphan());
        return new Set(race.sent).size >= conversationCount * eventsEach ? true : undefined;
      });

      for (const name of names) expect(race.handled(name)).toEqual(eventNames());
      // A reply left twice only where its worker died, or was overtaken, between sending and noting it.
      expect(race.sent.length).toBeLessThanOrEqual(conversationCount * eventsEach + race.diedAfterSending());
      expect(race.died()).toBeGreaterThan(20);
    });
  });
}

function eventNames(): string[] {
  return Array.from({ length: eventsEach }, (_, index) => `e${index}`);
}

function createRace() {
  const random = createRandom(20_261_123);
  const states = new Map<string, readonly string[]>();
  const sent: string[] = [];
  const deaths = { before: 0, afterCommit: 0, afterSending: 0 };

  function dies(where: keyof typeof deaths): boolean {
    const dead = random() < 0.04;
    if (dead) deaths[where] += 1;
    return dead;
  }

  /** One turn. The state is the list of events handled: a lost update, a repetition or a wrong order shows in it. */
  async function handle({ conversations }: Store, claim: Claim): Promise<Claim | undefined> {
    if (dies('before')) return undefined;
    const history = [...stateSchema.parse(claim.state), claim.eventId];
    const replies = claim.unsent.length > 0 ? claim.unsent : [`${claim.conversation} ${claim.eventId}`];
    if (claim.unsent.length === 0) {
      if ((await conversations.commit(claim, turn(history, ...replies))) === 'stale') return undefined;
      states.set(claim.conversation, history);
    }
    if (dies('afterCommit')) return undefined;
    sent.push(...replies.map(String));
    if (dies('afterSending')) return undefined;
    if ((await conversations.markSent(claim, replies.length)) === 'ok') return conversations.finish(claim);
    deaths.afterSending += 1;
    return undefined;
  }

  async function work(store: Store, first: Claim | undefined): Promise<void> {
    for (let claim = first; claim !== undefined; ) claim = await handle(store, claim);
  }

  async function produce(conversation: string, stores: readonly Store[], offset: number): Promise<void> {
    for (const [index, eventId] of eventNames().entries()) {
      for (const store of stores.slice((index + offset) % 2).slice(0, 1)) {
        const taken = await store.conversations.takeIn({ conversation, eventId, event: null });
        if (taken.outcome === 'claimed') await work(store, taken.claim);
      }
    }
  }

  return {
    produce,
    work,
    sent,
    handled: (conversation: string) => states.get(conversation) ?? [],
    died: () => deaths.before + deaths.afterCommit + deaths.afterSending,
    diedAfterSending: () => deaths.afterSending,
  };
}

/** Random numbers that are the same at each run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
