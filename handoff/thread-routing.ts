import { awake, type DecideContext, isTheirs } from './case-rules.ts';
import { type Decision, done, refuse } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import type { Hold } from './hold.ts';
import { decideThreadOwner } from './page-inbox.ts';
import { withCall } from './thread-call.ts';
import { sentence, transition } from './transition.ts';

type Of<Kind extends DeskEvent['kind']> = Extract<DeskEvent, { readonly kind: Kind }>;

/** Meta keeps a thread with its holder for 24 hours, and for up to 7 days where that is asked for (Conversation Routing). */
const mostKeptMs = 7 * 24 * 3_600_000;

/** To the Page's inbox. The customer is told before the call: afterwards Meta takes nothing from us. */
function pass(hold: Hold, { agent, token, note, over }: Of<'pass_thread'>): Decision {
  if (hold.owner.token !== token) return refuse(hold, 'stale');
  if (!isTheirs(hold, agent, over) || !hold.case) return refuse(hold, 'not_owner');
  const passed = transition(hold, {
    to: { kind: 'page_inbox' },
    cause: 'transferred',
    by: agent,
    note,
    announce: [sentence('transferred_queue')],
    change: { case: { ...awake(hold.case), status: 'open' }, led: { call: 'pass_thread_control', agent, token: token + 1 } },
  });
  return withCall(passed, { call: 'pass_thread_control' }, 'last');
}

/**
 * Back from another inbox. The default app takes the thread, and whoever takes it has it at once: were that refused, Meta's answer would
 * put it right. Any other app asks, and has it when it is given.
 */
function recall(hold: Hold, { agent, token }: Of<'recall_thread'>, { routing }: DecideContext): Decision {
  if (hold.owner.token !== token) return refuse(hold, 'stale');
  if (hold.owner.kind !== 'page_inbox' || !hold.case) return refuse(hold, 'state');
  if (routing === 'app') {
    const call = 'request_thread_control';
    const asked = done({ ...hold, led: { call, agent, token } }, [{ kind: 'system', code: 'thread_asked', detail: agent.name }]);
    return withCall(asked, { call }, 'last');
  }
  const taken = transition(hold, {
    to: { kind: 'agent', agent },
    cause: 'claimed',
    by: agent,
    announce: [sentence('claimed', { name: agent.name })],
    change: { case: { ...awake(hold.case), status: 'open' }, led: { call: 'take_thread_control', agent, token: token + 1 } },
  });
  return withCall(taken, { call: 'take_thread_control' }, 'first');
}

/** Kept for as long as a person may still answer. */
function keep(hold: Hold, { token }: Of<'keep_thread'>, { now }: DecideContext): Decision {
  const { owner, lastInboundAt } = hold;
  const isDesks = owner.kind === 'agent' || owner.kind === 'queue';
  if (owner.token !== token || !isDesks || lastInboundAt === undefined) return refuse(hold, 'stale');
  const leftMs = Date.parse(lastInboundAt) + mostKeptMs - now.getTime();
  const durationS = Math.floor(Math.min(leftMs, mostKeptMs) / 1_000);
  return durationS < 1 ? refuse(hold, 'stale') : withCall(done(hold), { call: 'extend_thread_control', durationS }, 'last');
}

/** What the desk and we ourselves ask of Meta's routing, and its answers. */
export function decideThread(
  hold: Hold,
  event: Of<'pass_thread' | 'recall_thread' | 'keep_thread' | 'thread_doubt' | 'thread_owner'>,
  context: DecideContext,
): Decision {
  if (context.routing === 'off') return refuse(hold, 'state');
  switch (event.kind) {
    case 'pass_thread':
      return pass(hold, event);
    case 'recall_thread':
      return recall(hold, event, context);
    case 'keep_thread':
      return keep(hold, event, context);
    case 'thread_doubt':
      return withCall(done(hold), { call: 'thread_owner' }, 'last');
    default:
      return decideThreadOwner(hold, event, context.now);
  }
}
