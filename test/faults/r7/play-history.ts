import type { TurnWorker } from '../../../bots/turns/turn-worker.ts';
import type { History } from './history.ts';
import { entryOf, probeId } from './processes.ts';
import type { Outcome } from './sequential-model.ts';
import type { Witness } from './witness.ts';

/** Two processes on one store, and who watches them. */
export interface World {
  readonly first: TurnWorker;
  readonly second: TurnWorker;
  readonly witness: Witness;
  /** Lets the time of the store go on; it does nothing where that is the real one. */
  advance(ms: number): void;
}

/** What came of a history: outcomes by conversation, and how often each event was accepted. */
export interface Played {
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly accepted: ReadonlyMap<string, number>;
}

let histories = 0;

/** A pause in which all turns under way come to their end, as they would long before it is over. */
const pauseMs = 60_000;

/** Delivers everything, each conversation's events in their order of arrival and the conversations side by side. */
export async function playHistory(world: World, history: History): Promise<Played> {
  histories += 1;
  const name = (conversation: number): string => `test:${histories}-${conversation}`;
  const lines = new Map<number, Promise<void>>();
  const accepted = new Map<string, number>();
  const underWay: Promise<void>[] = [];

  async function deliver({ conversation, eventId, to }: History[number]): Promise<void> {
    const entry = entryOf(name(conversation), eventId);
    const workers = [...(to === 'second' ? [] : [world.first]), ...(to === 'first' ? [] : [world.second])];
    const outcomes = await Promise.all(workers.map((worker) => worker.accept(entry)));
    const taken = outcomes.filter((outcome) => outcome === 'accepted').length;
    accepted.set(eventId, (accepted.get(eventId) ?? 0) + taken);
    if (taken > 0) underWay.push(world.witness.closed(entry.eventId));
  }

  const settled = async (): Promise<void> => {
    await Promise.all(lines.values());
    await Promise.all(underWay.splice(0));
  };

  let clock = 0;
  for (const delivery of history) {
    const passed = delivery.atMs - clock;
    if (passed > pauseMs) await settled();
    world.advance(passed);
    clock = delivery.atMs;
    const before = lines.get(delivery.conversation) ?? Promise.resolve();
    lines.set(
      delivery.conversation,
      before.then(() => deliver(delivery)),
    );
  }
  await settled();
  return { accepted, outcomes: await probe() };

  async function probe(): Promise<ReadonlyMap<number, Outcome>> {
    const ends = [...lines.keys()].map(async (conversation): Promise<[number, Outcome]> => {
      const last = entryOf(name(conversation), probeId);
      await world.first.accept(last);
      await world.witness.closed(last.eventId);
      return [conversation, world.witness.outcomeOf(name(conversation))];
    });
    return new Map(await Promise.all(ends));
  }
}
