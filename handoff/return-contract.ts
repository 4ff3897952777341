import { type Decision, done, refuse } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import type { Case, Hold } from './hold.ts';
import { type Routing, withCall } from './thread-call.ts';
import { sentence, transition } from './transition.ts';

const hourMs = 3_600_000;

/** Nobody is asked how a fraud, a death or a debt was handled. */
const neverAsked: ReadonlySet<Case['reason']> = new Set(['suspected_fraud', 'bereavement', 'debt_distress']);

/**
 * The agent is done: what came of it, what was promised, and when the bot may speak again. The customer is told that it is a bot again.
 * Where it stays quiet for a while, the next message goes back to the queue.
 */
export function decideReturn(
  hold: Hold,
  event: Extract<DeskEvent, { readonly kind: 'return' }>,
  { now, routing }: { readonly now: Date; readonly routing: Routing },
): Decision {
  const { agent, token, outcome, summary, promises, quietHours } = event;
  if (hold.owner.token !== token) return refuse(hold, 'stale');
  if (!hold.case) return refuse(hold, 'state');
  const madeAt = now.toISOString();
  const asks = quietHours === 0 && !neverAsked.has(hold.case.reason);
  const { waitingSince: _waiting, snoozedUntil: _snoozed, asked: _asked, quietUntil: _quiet, ...open } = hold.case;
  const quietUntil = quietHours > 0 ? { quietUntil: new Date(now.getTime() + quietHours * hourMs).toISOString() } : {};
  const returned: Case = {
    ...open,
    status: 'returned',
    unanswered: 0,
    // Whatever was promised before was kept, or is promised again.
    promises: promises.map((promise) => ({ ...promise, madeAt })),
    returned: { at: madeAt, outcome, summary },
    ...quietUntil,
    ...(asks ? { asked: token + 1 } : {}),
  };
  const promised = promises.length > 0 ? [sentence('promised', { promise: promises[0]?.text ?? '' })] : [];
  const given = transition(hold, {
    to: { kind: 'bot' },
    cause: 'returned',
    by: agent,
    note: summary,
    announce: [
      ...promised,
      sentence(quietHours > 0 ? 'returned_quiet' : 'returned'),
      ...(asks ? [sentence('ask_satisfaction', {}, 'satisfaction')] : []),
    ],
    change: { case: returned },
  });
  // Nobody holds a thread that is released, and messages in it come to the default app: where that is not us, the bot would be cut off.
  const isOver = quietHours === 0 && routing === 'default_app';
  return isOver ? withCall(given, { call: 'release_thread_control' }, 'last') : given;
}

/** Whether the bot has promised to be quiet. */
export function isQuiet({ case: open }: Hold, now: Date): boolean {
  return open?.quietUntil !== undefined && Date.parse(open.quietUntil) > now.getTime();
}

/** The button of one answer to the question after the return of a token. */
export function encodeScore(token: number, score: number): string {
  return `desk.rate.${token}.${score}`;
}

function decodeScore(payload: string): { readonly token: number; readonly score: number } | undefined {
  const [, token, score] = /^desk\.rate\.(\d{1,9})\.([1-5])$/.exec(payload) ?? [];
  return token === undefined || score === undefined ? undefined : { token: Number(token), score: Number(score) };
}

/** Takes an answer to that question: once, and only while it is open. Undefined for every other button. */
export function takeScore(hold: Hold, payload: string): Decision | undefined {
  const given = decodeScore(payload);
  if (!given) return undefined;
  const thanks = { sayings: [{ said: sentence('thank_for_score'), sender: { kind: 'bot', token: hold.owner.token } }] } as const;
  // Answered before, or too late: civility, and nothing counted.
  if (!hold.case || hold.case.asked !== given.token) return { ...done(hold), ...thanks };
  const { asked: _asked, ...rest } = hold.case;
  return {
    outcome: 'done',
    hold: { ...hold, case: { ...rest, score: given.score } },
    entries: [{ kind: 'satisfaction', score: given.score }],
    ...thanks,
  };
}
