import { traceIdOf } from '../../bots/metrics/turn-trace.ts';
import type { LedgerFacts } from './harness/examine-ledger.ts';
import type { Happening } from './history.ts';

/** What one run may do that another may not. */
export interface Rules {
  /** I4: how many messages to customers may arrive a second time. */
  readonly mostDuplicates: number;
  /** The store was made to forget what it had acknowledged: fences and the order begin anew, effects still happen once. */
  readonly storeForgot?: boolean;
  /** Events that are meant to break: they are set aside instead of being handled, and answered with an apology. */
  readonly breaking?: (what: string) => boolean;
}

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5';

export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  readonly counts: {
    readonly events: number;
    /** Events that were answered with 200. */
    readonly acknowledged: number;
    /** Messages that arrived at customers, and how many of them for a second time. */
    readonly delivered: number;
    readonly duplicates: number;
    readonly bankWrites: number;
    /** How often the bank was asked again for what it had done. */
    readonly bankRepeats: number;
    /** Turns whose commit was refused because another worker had taken over. */
    readonly stale: number;
    readonly quarantined: number;
  };
}

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;
type Report = (invariant: Invariant, what: string) => void;

function of<Kind extends Happening['kind']>(history: readonly Happening[], kind: Kind): Of<Kind>[] {
  const isKind = (happening: Happening): happening is Of<Kind> => happening.kind === kind;
  return history.filter(isKind);
}

/** One event of a customer: when it was first posted, and when it was first answered with 200. */
interface Posted {
  readonly name: string;
  readonly psid: string;
  readonly what: string;
  readonly sentAt: number;
  acknowledgedAt: number | undefined;
}

function postedEvents(history: readonly Happening[]): Map<string, Posted> {
  const events = new Map<string, Posted>();
  for (const happening of history) {
    if (happening.kind === 'sent' && !events.has(happening.name)) {
      const { name, psid, what, at } = happening;
      events.set(name, { name, psid, what, sentAt: at, acknowledgedAt: undefined });
    }
    if (happening.kind !== 'answered' || happening.status !== 200) continue;
    const event = events.get(happening.name);
    if (event) event.acknowledgedAt ??= happening.at;
  }
  return events;
}

/** How often each name is there. */
function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

interface Facts {
  readonly history: readonly Happening[];
  readonly events: Map<string, Posted>;
  readonly rules: Rules;
}

/** What each conversation remembers at the end. A look that was repeated tells it twice. */
function lastStates(history: readonly Happening[]): Of<'state'>[] {
  return [...new Map(of(history, 'state').map((state) => [state.psid, state])).values()];
}

/** I1: what is not meant to break is not set aside: its reply would be lost, however politely. */
function checkQuarantine({ history, events, rules }: Facts, report: Report): void {
  for (const { name, reason, attempt, rest } of of(history, 'quarantined')) {
    if (rules.breaking?.(events.get(name)?.what ?? '')) continue;
    report('I1', `${name} was set aside at attempt ${attempt}${rest ? ', when only sending was left' : ''}: ${reason}`);
  }
}

/** I1: an event that was answered with 200 is in the state once and was replied to; no event is in the state twice. */
function checkOnce({ history, events, rules }: Facts, report: Report): void {
  const states = lastStates(history);
  const inState = tally(states.flatMap(({ names }) => names));
  const delivered = tally(of(history, 'delivered').map(({ name }) => name));
  const writes = tally(of(history, 'bank-write').map(({ name }) => name));
  const asked = new Set(states.map(({ psid }) => psid));
  for (const { name, psid, what, acknowledgedAt } of events.values()) {
    const times = inState.get(name) ?? 0;
    if (times > 1) report('I1', `${name} is in the state ${times} times`);
    if (acknowledgedAt === undefined) continue;
    if (!delivered.has(name)) report('I1', `${name} was acknowledged and never replied to`);
    if (what === 'look' || rules.breaking?.(what)) continue;
    if (!asked.has(psid)) report('I1', `nobody knows the state of ${psid} at the end`);
    else if (times === 0) report('I1', `${name} was acknowledged and is not in the state`);
    if (what === 'pay' && !writes.has(name)) report('I1', `${name} was acknowledged and the bank has not written it`);
  }
  for (const name of inState.keys()) if (!events.has(name)) report('I1', `${name} is in the state and was never sent`);
}

/** I2: each write at the bank carries a key, and nothing is written twice, not even under two keys. */
function checkBank({ history, events }: Facts, report: Report): void {
  const writes = of(history, 'bank-write');
  for (const { name, key } of writes) {
    if (key === '') report('I2', `${name} was written without a key`);
    if (!events.has(name)) report('I2', `${name} was written and never sent`);
  }
  for (const [name, times] of tally(writes.map((write) => write.name))) if (times > 1) report('I2', `${name} was written ${times} times`);
}

function byConversation<Each extends { readonly psid: string }>(all: readonly Each[]): Each[][] {
  return [...Map.groupBy(all, ({ psid }) => psid).values()];
}

/**
 * I3, overlap: fences and counts grow together, and no turn that was committed began before the one before it was about to be committed.
 * A worker that was stopped may wake up and go on computing: its commit is refused, and that is all.
 */
function checkOverlap({ history }: Facts, report: Report): void {
  const begun = new Map(of(history, 'begun').map((turn) => [`${turn.psid} ${turn.fence}`, turn.at]));
  const committed = new Set(of(history, 'committed').map(({ psid, fence }) => `${psid} ${fence}`));
  for (const turns of byConversation(of(history, 'committing'))) {
    const effective = turns
      .filter(({ psid, fence }) => committed.has(`${psid} ${fence}`))
      .sort((first, second) => first.fence - second.fence);
    for (const [index, next] of effective.entries()) {
      const before = effective[index - 1];
      if (!before) continue;
      if (next.count <= before.count)
        report('I3', `${next.name} (fence ${next.fence}) does not build on ${before.name} (fence ${before.fence})`);
      const begunAt = begun.get(`${next.psid} ${next.fence}`) ?? next.at;
      if (begunAt < before.at) report('I3', `${next.name} began while ${before.name} was being computed`);
    }
  }
}

/** I3, order: an event that was acknowledged before another one was first posted comes before it in the state. */
function checkOrder({ history, events }: Facts, report: Report): void {
  for (const { names } of lastStates(history)) {
    let latestSent: Posted | undefined;
    for (const name of names) {
      const event = events.get(name);
      if (!event) continue;
      if (latestSent && (event.acknowledgedAt ?? Number.POSITIVE_INFINITY) < latestSent.sentAt)
        report('I3', `${event.name} was handled after ${latestSent.name}, which came later`);
      if (!latestSent || event.sentAt > latestSent.sentAt) latestSent = event;
    }
  }
}

/** I3, replies: what a customer gets for the first time comes in the order of the turns, and of the parts of one. */
function checkReplies({ history }: Facts, report: Report): void {
  for (const messages of byConversation(of(history, 'delivered'))) {
    const seen = new Set<string>();
    let last: Of<'delivered'> | undefined;
    for (const message of messages) {
      const id = `${message.count} ${message.part}`;
      if (seen.has(id)) continue;
      seen.add(id);
      if (last && (message.count < last.count || (message.count === last.count && message.part < last.part)))
        report('I3', `reply ${message.part} to ${message.name} arrived after reply ${last.part} to ${last.name}`);
      last = message;
    }
  }
}

function countDuplicates(history: readonly Happening[]): number {
  const delivered = of(history, 'delivered');
  return delivered.length - new Set(delivered.map(({ name, part }) => `${name} ${part}`)).size;
}

/** I4: messages that arrive again stay within the bound. */
function checkDuplicates({ history, rules }: Facts, report: Report): void {
  const duplicates = countDuplicates(history);
  if (duplicates > rules.mostDuplicates) report('I4', `${duplicates} messages arrived twice, ${rules.mostDuplicates} may`);
}

/**
 * I5: the ledger is whole, and knows of each message that left; of those whose event was acknowledged, once. An apology may take the
 * place of a message that the ledger was told of before.
 */
function checkLedger({ history, events, rules }: Facts, { findings, said }: LedgerFacts, report: Report): void {
  for (const { seq, what } of findings) report('I5', `link ${seq} of the ledger: ${what}`);
  if (rules.storeForgot) return;
  const setAside = new Set(of(history, 'quarantined').map(({ name }) => name));
  const parts = Map.groupBy(of(history, 'delivered'), ({ name }) => name);
  for (const [name, messages] of parts) {
    const left = new Set(messages.map(({ part }) => part)).size;
    const told = said.get(traceIdOf(name)) ?? 0;
    if (told < left) report('I5', `${left} messages about ${name} left, the ledger knows of ${told}`);
    const isSettled = events.get(name)?.acknowledgedAt !== undefined && !setAside.has(name);
    if (told > left && isSettled) report('I5', `the ledger knows of ${told} messages about ${name}, ${left} left`);
  }
}

/**
 * The one checker of all fault tests.
 * @param history by time
 */
export function checkHistory(history: readonly Happening[], rules: Rules, ledger: LedgerFacts): Verdict {
  const violations: Violation[] = [];
  const report: Report = (invariant, what) => void violations.push({ invariant, what });
  const facts = { history, events: postedEvents(history), rules };
  checkOnce(facts, report);
  checkQuarantine(facts, report);
  checkBank(facts, report);
  if (!rules.storeForgot) {
    checkOverlap(facts, report);
    checkOrder(facts, report);
    checkReplies(facts, report);
  }
  checkDuplicates(facts, report);
  checkLedger(facts, ledger, report);
  const writes = of(history, 'bank-write').length;
  return {
    violations,
    counts: {
      events: facts.events.size,
      acknowledged: [...facts.events.values()].filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length,
      delivered: of(history, 'delivered').length,
      duplicates: countDuplicates(history),
      bankWrites: writes,
      bankRepeats: of(history, 'bank-asked').length - writes,
      stale: of(history, 'stale').length,
      quarantined: of(history, 'quarantined').length,
    },
  };
}
