import { describe, expect, test } from '@jest/globals';
import { traceIdOf } from '../../bots/metrics/turn-trace.ts';
import { checkHistory, type Rules } from './check-history.ts';
import type { LedgerFacts } from './harness/examine-ledger.ts';
import type { Happening, Told } from './history.ts';

const rules: Rules = { mostDuplicates: 0 };

/** Puts the times in: each happening comes 1 ms after the one before. */
function history(...told: readonly Told[]): Happening[] {
  return told.map((happening, at) => ({ at, ...happening }));
}

interface Turn {
  readonly name: string;
  readonly fence: number;
  readonly count: number;
}

const psid = '1000';
const worker = 'w0.0';
const sent = (name: string, what = 'count'): Told => ({ kind: 'sent', psid, name, what });
const acknowledged = (name: string): Told => ({ kind: 'answered', name, status: 200 });
const begun = ({ name, fence, count }: Turn): Told => ({
  kind: 'begun',
  worker,
  psid,
  name,
  fence,
  count: count - 1,
  attempt: 1,
  rest: false,
});
const committing = (turn: Turn): Told => ({ kind: 'committing', worker, psid, ...turn });
const committed = (turn: Turn): Told => ({ kind: 'committed', worker, psid, ...turn });
const delivered = ({ name, count }: Omit<Turn, 'fence'>, part = 0): Told => ({
  kind: 'delivered',
  psid,
  name,
  count,
  part,
  metadata: `s-${name}-${part}`,
});
const remembers = (...names: readonly string[]): Told => ({ kind: 'state', psid, names: [...names] });
const wrote = (name: string, key = `key of ${name}`): Told[] => [
  { kind: 'bank-asked', name, key },
  { kind: 'bank-write', name, key },
];
const whole = (turn: Turn): Told[] => [begun(turn), committing(turn), committed(turn), delivered(turn)];

const first = { name: 'e1', fence: 1, count: 1 };
const second = { name: 'e2', fence: 2, count: 2 };
const both = [sent('e1'), acknowledged('e1'), ...whole(first), sent('e2'), acknowledged('e2'), ...whole(second)];

/** A ledger that knows of each message that was delivered. */
function ledgerOf(told: readonly Told[]): LedgerFacts {
  const said = new Map<string, Set<number>>();
  for (const happening of told) {
    if (happening.kind !== 'delivered') continue;
    const trace = traceIdOf(happening.name);
    said.set(trace, (said.get(trace) ?? new Set()).add(happening.part));
  }
  return { findings: [], said: new Map([...said].map(([trace, parts]) => [trace, parts.size])) };
}

/** Which invariants are broken. */
const broken = (told: readonly Told[], given: Rules = rules): string[] => [
  ...new Set(checkHistory(history(...told), given, ledgerOf(told)).violations.map(({ invariant }) => invariant)),
];

describe('the history checker', () => {
  test('finds nothing in a good history, and counts it', () => {
    const told = [...both, sent('e3', 'pay'), ...wrote('e3'), acknowledged('e3'), delivered({ name: 'e3', count: 3 })];
    const verdict = checkHistory(history(...told, remembers('e1', 'e2', 'e3')), rules, ledgerOf(told));
    expect(verdict.violations).toEqual([]);
    expect(verdict.counts).toMatchObject({ events: 3, acknowledged: 3, delivered: 3, duplicates: 0, bankWrites: 1, bankRepeats: 0 });
  });

  test('lets events through that were never answered with 200, done or not', () => {
    expect(broken([sent('e1'), ...whole(first), sent('e2'), remembers('e1')])).toEqual([]);
  });

  test('takes the last of several looks at the same state', () => {
    expect(broken([...both, remembers('e1'), remembers('e1', 'e2')])).toEqual([]);
  });

  test.each([
    ['an event is missing in the state', [...both, remembers('e1')]],
    ['an event is in the state twice', [...both, remembers('e1', 'e2', 'e2')]],
    ['nobody knows the state', both],
    ['an event was never replied to', [sent('e1'), acknowledged('e1'), remembers('e1')]],
    ['something is in the state that was never sent', [...both, remembers('e1', 'e2', 'e9')]],
    [
      'an event was set aside',
      [
        ...both,
        { kind: 'quarantined', worker, psid, name: 'e2', fence: 3, reason: 'worker_died', attempt: 4, rest: true },
        remembers('e1', 'e2'),
      ] satisfies Told[],
    ],
    ['a write is missing', [sent('e1', 'pay'), acknowledged('e1'), delivered(first), remembers('e1')]],
  ])('I1: %s', (_what, told) => {
    expect(broken(told)).toEqual(['I1']);
  });

  const paid = [sent('e1', 'pay'), acknowledged('e1'), delivered(first), remembers('e1')];
  test.each([
    ['a write without a key', [...paid, ...wrote('e1', '')]],
    ['a write under two keys', [...paid, ...wrote('e1', 'a'), ...wrote('e1', 'b')]],
    ['a write nobody wanted', [...paid, ...wrote('e1'), ...wrote('e9')]],
  ])('I2: %s', (_what, told) => {
    expect(broken(told)).toEqual(['I2']);
  });

  test('I2: asking again under the same key is no second write', () => {
    const verdict = checkHistory(
      history(...paid, ...wrote('e1'), { kind: 'bank-asked', name: 'e1', key: 'key of e1' }),
      rules,
      ledgerOf(paid),
    );
    expect([verdict.violations, verdict.counts.bankRepeats]).toEqual([[], 1]);
  });

  const posted = [sent('e1'), sent('e2'), acknowledged('e1'), acknowledged('e2')];
  test.each([
    [
      'a turn began before the one before it was computed',
      [
        ...posted,
        begun(first),
        begun(second),
        committing(first),
        committed(first),
        committing(second),
        committed(second),
        delivered(first),
        delivered(second),
        remembers('e1', 'e2'),
      ],
    ],
    ['a turn does not build on the one before it', [...posted, ...whole(first), ...whole({ ...second, count: 1 }), remembers('e1', 'e2')]],
    ['an event was handled before an earlier one', [...both, remembers('e2', 'e1')]],
    ['replies arrived the wrong way round', [...posted, delivered(second), delivered(first), remembers('e1', 'e2')]],
    [
      'parts of a reply arrived the wrong way round',
      [...posted, delivered(first, 1), delivered(first, 0), delivered(second), remembers('e1', 'e2')],
    ],
  ])('I3: %s', (_what, told) => {
    expect(broken(told)).toEqual(['I3']);
  });

  test('I3: a worker that wakes up too late may compute, if its commit is refused', () => {
    const stale = { name: 'e1', fence: 1, count: 1 };
    const taken = { name: 'e1', fence: 2, count: 1 };
    const told = [
      ...posted,
      begun(stale),
      ...whole(taken),
      committing(stale),
      { kind: 'stale', worker, psid, name: 'e1', fence: 1 } as const,
    ];
    expect(broken([...told, ...whole({ ...second, fence: 3 }), remembers('e1', 'e2')])).toEqual([]);
  });

  test('I3: events that were under way at the same time may be handled in either order', () => {
    expect(broken([...posted, delivered({ name: 'e2', count: 1 }), delivered({ name: 'e1', count: 2 }), remembers('e2', 'e1')])).toEqual(
      [],
    );
  });

  test('I4: more messages arrived twice than may', () => {
    const twice = [...both, delivered(second), remembers('e1', 'e2')];
    expect([broken(twice), broken(twice, { mostDuplicates: 1 })]).toEqual([['I4'], []]);
  });

  const good = [...both, remembers('e1', 'e2')];
  const told = (times: number): LedgerFacts => ({ findings: [], said: new Map([...ledgerOf(good).said].map(([trace]) => [trace, times])) });
  const brokenWith = (ledger: LedgerFacts, given: Rules = rules): string[] =>
    checkHistory(history(...good), given, ledger).violations.map(({ invariant }) => invariant);
  test('I5: the chain is broken, a message left that it does not know of, or it knows of one twice', () => {
    expect(brokenWith(told(1))).toEqual([]);
    expect(brokenWith({ ...told(1), findings: [{ seq: 7, what: 'broken' }] })).toEqual(['I5']);
    expect(brokenWith(told(0))).toEqual(['I5', 'I5']);
    expect(brokenWith(told(2))).toEqual(['I5', 'I5']);
    expect(brokenWith(told(0), { mostDuplicates: 0, storeForgot: true })).toEqual([]);
  });

  test('does not hold a store that was made to forget to its fences and its order, but to everything else', () => {
    const forgot: Rules = { mostDuplicates: 0, storeForgot: true };
    expect([broken([...both, remembers('e2', 'e1')], forgot), broken([...both, remembers('e1')], forgot)]).toEqual([[], ['I1']]);
  });

  test('does not expect in the state what is meant to break, but an apology for it', () => {
    const breaks: Rules = { mostDuplicates: 0, breaking: (what) => what === 'throw' };
    const told = [sent('e1', 'throw'), acknowledged('e1'), remembers()];
    expect([broken([...told, delivered(first, 9)], breaks), broken(told, breaks)]).toEqual([[], ['I1']]);
  });
});
