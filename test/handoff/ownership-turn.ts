import { z } from 'zod';
import { botTurn } from '../../handoff/bot-turn.ts';
import { decideTurn, type TurnEvent } from '../../handoff/decide-turn.ts';
import type { Decision, Saying } from '../../handoff/decision.ts';
import { deskEventSchema } from '../../handoff/desk-event.ts';
import { handOver } from '../../handoff/hand-over.ts';
import { type Hold, readHold } from '../../handoff/hold.ts';
import { type Exchange, remember } from '../../handoff/recent.ts';
import { settle } from '../../handoff/settle.ts';
import type { Json } from '../../store/port.ts';

/** An event of the history as it lies in the inbox. */
export const storedEventSchema = z.union([
  z.object({ kind: z.literal('said'), what: z.enum(['talk', 'person', 'fraud']), open: z.boolean(), payload: z.string().optional() }),
  z.object({ kind: z.literal('desk'), event: deskEventSchema }),
]);
type StoredEvent = z.infer<typeof storedEventSchema>;

/** What leaves, with who said it. */
export interface Sent {
  readonly id: string;
  readonly sender: Saying['sender']['kind'];
  readonly agent: string | undefined;
  readonly token: number;
  readonly what: string;
}

export interface ComputedTurn {
  readonly state: Json;
  readonly hold: Hold;
  readonly replies: readonly Sent[];
  readonly refused: boolean;
}

const contact = { bankName: 'B', phone: '1', hours: 'h', always: 'no', opensAt: 'no' };

function exchangeOf({ what }: Extract<StoredEvent, { kind: 'said' }>, now: Date): Exchange {
  const started = what === 'person' ? ['started person'] : ['started balance', 'completed balance'];
  return {
    at: now.toISOString(),
    said: what,
    button: false,
    attachment: false,
    redacted: [],
    dialog: what,
    slots: {},
    events: started,
    shown: [{ key: 'balance.one', classes: { balance: 'shown' } }],
  };
}

function botsTurn(hold: Hold, event: Extract<StoredEvent, { kind: 'said' }>, now: Date): Decision {
  const exchange = exchangeOf(event, now);
  if (event.what === 'talk') {
    const decided = botTurn(hold, exchange, now);
    if (decided.outcome === 'refused') return decided;
    const sender = { kind: 'bot', token: hold.owner.token } as const;
    return { ...decided, sayings: [{ said: { kind: 'sentence', key: 'answer', args: {} }, sender }] };
  }
  const reason = event.what === 'fraud' ? 'suspected_fraud' : 'wish';
  const standing = event.open ? ({ state: 'open', place: 1, estimate: undefined } as const) : ({ state: 'away' } as const);
  const identity = { linked: false, strength: 'unknown', provenAt: null } as const;
  const heard = { ...hold, lastInboundAt: now.toISOString() };
  return handOver(heard, { reason, now, recent: remember(hold.recent, exchange), identity, clock: null, standing, contact });
}

function eventOf(event: StoredEvent): TurnEvent {
  if (event.kind === 'desk') return { from: 'desk', event: event.event };
  return { from: 'customer', message: { text: event.what, attachment: false, redacted: [], payload: event.payload }, notice: false };
}

function decideOn(hold: Hold, event: StoredEvent, now: Date): Decision {
  const turn = decideTurn(hold, eventOf(event), { now, hasWindow: true, routing: 'default_app' });
  if (turn.answers !== 'bot') return turn.decision;
  if (event.kind === 'desk') throw new TypeError('the bot is asked what somebody at the desk is to be answered');
  return botsTurn(hold, event, now);
}

/** The turn of one event: decided as the application decides it; the bot’s own answer is a stand-in, without a bank and without words. */
export function computeTurn(state: Json | undefined, { id, json }: { readonly id: string; readonly json: Json }, now: Date): ComputedTurn {
  const hold = readHold(state);
  const settled = settle(hold, decideOn(hold, storedEventSchema.parse(json), now), now);
  if (settled.outcome === 'refused') return { state: { ...hold }, hold, replies: [], refused: true };
  const replies = settled.sayings.map(({ said, sender }, index) => ({
    id: `${id}/${index}`,
    sender: sender.kind,
    agent: sender.kind === 'agent' ? sender.agent : undefined,
    token: sender.token,
    what: said.kind === 'sentence' ? said.key : 'typed',
  }));
  return { state: JSON.parse(JSON.stringify(settled.hold)), hold: settled.hold, replies, refused: false };
}
