import type { DeskWindow } from '../desk/api/window.ts';

const hourMs = 3_600_000;
/** Ten minutes before Meta's own limits: a message takes its time, and Meta's clock is not ours. */
const marginMs = 10 * 60_000;
const responseMs = 24 * hourMs - marginMs;
const humanAgentMs = 7 * 24 * hourMs - marginMs;

/** How a message of a person may leave: see Meta's policy on the 24-hour window and the tag HUMAN_AGENT. */
export type PersonSends = 'RESPONSE' | 'HUMAN_AGENT' | 'closed';

/** @param ageMs how long ago the customer last wrote; undefined where never. */
export function personSends(ageMs: number | undefined): PersonSends {
  if (ageMs === undefined || ageMs >= humanAgentMs) return 'closed';
  return ageMs < responseMs ? 'RESPONSE' : 'HUMAN_AGENT';
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** What a person may send now, by which rule, and until when. `hasWindow`: whether the channel has Meta's rules at all. */
export function windowOf(lastInboundAt: string | undefined, now: Date, hasWindow = true): DeskWindow {
  const last = lastInboundAt === undefined ? undefined : Date.parse(lastInboundAt);
  const shared = { lastInboundAt: last === undefined ? null : iso(last) };
  if (!hasWindow)
    return { ...shared, state: 'unlimited', changesAt: null, closesAt: null, sendsAs: 'MESSAGE', rule: 'no_window', instead: [] };
  const sends = personSends(last === undefined ? undefined : now.getTime() - last);
  if (last === undefined || sends === 'closed') {
    const rule = last === undefined ? 'never_wrote' : 'after_7_days';
    return {
      ...shared,
      state: 'closed',
      changesAt: null,
      closesAt: null,
      sendsAs: null,
      rule,
      instead: ['call', 'secure_message', 'wait_for_customer'],
    };
  }
  const closesAt = iso(last + humanAgentMs);
  return sends === 'RESPONSE'
    ? { ...shared, state: 'response', changesAt: iso(last + responseMs), closesAt, sendsAs: sends, rule: 'within_24_hours', instead: [] }
    : { ...shared, state: 'human_agent', changesAt: closesAt, closesAt, sendsAs: sends, rule: 'within_7_days', instead: [] };
}
