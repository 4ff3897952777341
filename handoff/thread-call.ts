import type { Decision, ThreadCall } from './decision.ts';

/**
 * What we are to the Page at Meta. `default_app`: the app that the Page has chosen for threads nobody holds: it takes a thread back, and lets
 * it go at the end. `app`: one of several: it asks for a thread. `off`: Meta's routing is followed, and nothing is said to it.
 */
export const routings = ['off', 'app', 'default_app'] as const;
export type Routing = (typeof routings)[number];

/**
 * The decision with a call, in order with what is said and under the token that is committed with it: what is said `before` still leaves
 * under the old holder of the thread, what is said after it under the new one.
 */
export function withCall(decision: Decision, control: ThreadCall, place: 'first' | 'last'): Decision {
  if (decision.outcome === 'refused') return decision;
  const call = { said: { kind: 'control', control }, sender: { kind: 'routing', token: decision.hold.owner.token } } as const;
  return { ...decision, sayings: place === 'first' ? [call, ...decision.sayings] : [...decision.sayings, call] };
}
