import fc from 'fast-check';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** One delivery of one event by Meta. */
export interface Delivery {
  readonly conversation: number;
  readonly eventId: string;
  /** When it arrives, in milliseconds from the beginning of the history. */
  readonly atMs: number;
  /** Which process takes it; `both` at the same moment where Meta's retry overtakes its own first try. */
  readonly to: 'first' | 'second' | 'both';
}

/** All deliveries of some conversations, in the order in which they arrive. */
export type History = readonly Delivery[];

interface Event {
  readonly conversation: number;
  readonly sentMs: number;
  readonly deliveries: readonly Pick<Delivery, 'atMs' | 'to'>[];
}

/** How many conversations a history is about, at most. */
export const mostConversations = 3;

/** From being sent to arriving: shuffled within a minute, and one in a hundred a day or more late, yet within the time of deduplication. */
const delay = fc.oneof(
  { weight: 99, arbitrary: fc.nat(minuteMs) },
  { weight: 1, arbitrary: fc.integer({ min: 24 * hourMs, max: 36 * hourMs }) },
);

const event: fc.Arbitrary<Event> = fc.record({
  conversation: fc.nat(mostConversations - 1),
  sentMs: fc.nat(minuteMs),
  deliveries: fc.array(fc.record({ atMs: delay, to: fc.constantFrom('first', 'second', 'both') }), { minLength: 1, maxLength: 5 }),
});

function inOrderOfArrival(events: readonly Event[]): History {
  return events
    .flatMap(({ conversation, sentMs, deliveries }, index) =>
      deliveries.map(({ atMs, to }) => ({ conversation, eventId: `m${index}`, atMs: sentMs + atMs, to })),
    )
    .toSorted((one, other) => one.atMs - other.atMs);
}

/** Any history: each event delivered one to five times, out of order. */
export const histories: fc.Arbitrary<History> = fc.array(event, { minLength: 1, maxLength: 12 }).map(inOrderOfArrival);
