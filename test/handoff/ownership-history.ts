import fc from 'fast-check';
import type { Person } from '../../desk/api/terms.ts';

/** Where the worker that handles an event ends: not at all, or at this point; `zombie`: it is thought dead, and commits late. */
export type Crash = 'none' | 'before_commit' | 'after_commit' | 'while_sending' | 'zombie';

export const people: readonly Person[] = [
  { id: 'a', name: 'Alix' },
  { id: 'b', name: 'Basile' },
];

/** Another desk of the bank, which answers as one. */
export const otherDesk: Person = { id: 'desk:there', name: 'There' };

/** What somebody does; `seen`: how many changes of owner ago the screen was drawn that they look at. */
export type Act =
  | { readonly act: 'say'; readonly what: 'talk' | 'person' | 'fraud' | 'leave' | 'rate'; readonly open: boolean }
  | {
      readonly act:
        | 'claim'
        | 'message'
        | 'transfer'
        | 'to_queue'
        | 'snooze'
        | 'return'
        | 'absent'
        | 'over'
        | 'document'
        | 'pass'
        | 'recall'
        | 'there_said'
        | 'there_resolved';
      readonly who: 0 | 1;
      readonly seen: number;
      readonly quietHours: number;
    }
  | { readonly act: 'inbox'; readonly did: 'took' | 'gave_back' | 'spoke' | 'asked' | 'overheard' }
  /** Meta’s answer to the question who holds the thread, or that it is to be asked. */
  | { readonly act: 'thread'; readonly holder: 'us' | 'other' | 'unknown'; readonly seen: number }
  /** Nobody does anything for longer than Meta lets a bot speak unasked. */
  | { readonly act: 'day' };

/** One event of a history, delivered `times` times, the last of them after the events that follow. */
export interface Step {
  readonly act: Act;
  readonly times: number;
  readonly crash: Crash;
  /** Arrives while the one before is still being handled. */
  readonly meanwhile: boolean;
}

export type OwnershipHistory = readonly Step[];

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('say' as const),
      what: fc.constantFrom('talk', 'person', 'person', 'fraud', 'leave', 'rate'),
      open: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constantFrom(
        ...(['claim', 'claim', 'message', 'message', 'transfer', 'to_queue', 'snooze', 'return', 'absent', 'over'] as const),
        ...(['document', 'document', 'document', 'pass', 'recall', 'there_said', 'there_said', 'there_resolved'] as const),
      ),
      who: fc.constantFrom(0, 1),
      seen: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3) }),
      quietHours: fc.constantFrom(0, 2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('inbox' as const),
      did: fc.constantFrom('took', 'gave_back', 'spoke', 'asked', 'overheard'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('thread' as const),
      holder: fc.constantFrom('us', 'other', 'unknown'),
      seen: fc.constantFrom(0, 0, 0, 1),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ act: 'day' as const }) },
);

/** Customers, agents, supervisors, another desk, other inboxes and Meta’s routing at one conversation, with crashes and repeated deliveries. */
export const ownershipHistories: fc.Arbitrary<OwnershipHistory> = fc.array(
  fc.record({
    act: acts,
    times: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) }),
    crash: fc.oneof(
      { weight: 5, arbitrary: fc.constant('none' as const) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('before_commit' as const, 'after_commit' as const, 'while_sending' as const, 'zombie' as const),
      },
    ),
    meanwhile: fc.boolean(),
  }),
  { minLength: 3, maxLength: 24 },
);
