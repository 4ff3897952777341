import { type EchoWait, echoedWithin } from './echo-wait.ts';
import { messagingTypeOf } from './messaging-type.ts';
import type { OutboxReply } from './outbox-reply.ts';
import type { PersonaOf, Personas } from './personas.ts';
import { createRecentSends } from './recent-sends.ts';
import type { SendApi } from './send-api.ts';
import type { SendBody } from './send-body.ts';
import type { SendFailure, SendOutcome, SendUnknown } from './send-outcome.ts';
import type { EchoTerms } from './send-times.ts';

/** What was sent, and what is done for it, by the one who holds the conversation. */
export interface Holding {
  wasEchoed(sendId: string): Promise<boolean>;
  /** Whether the conversation is still held. */
  renew(): Promise<'ok' | 'stale'>;
}

/** `unknown`: what it was is not known, and it may be sent again later, unless it is to be sent once. */
export type Settled = { readonly outcome: 'sent' } | SendFailure | SendUnknown | { readonly outcome: 'stale' };

export interface SettledSendDeps {
  readonly send: SendApi['send'];
  /** Undefined where the Page does not tell of echoes: what was not confirmed stays unknown then. */
  readonly echoes: (EchoTerms & EchoWait) | undefined;
  /** A sending that nobody confirmed has been echoed. */
  readonly onEchoed: () => void;
  /** Whether it could be sent again now; if not, its echo is looked for once, and waited for when its turn comes again. */
  readonly maySend: () => boolean;
  /** For the jitter, 0 to 1. */
  readonly random: () => number;
  readonly now?: (() => Date) | undefined;
  /** Undefined where people write under the Page's name. */
  readonly personas?: Personas | undefined;
}

/** One reply on its way to one person. */
export interface Sending {
  readonly psid: string;
  readonly reply: OutboxReply;
  /** It waited in the outbox: a worker that died may have sent it. */
  readonly resumed: boolean;
  readonly holding: Holding;
}

interface Part {
  readonly body: SendBody;
  readonly sendId: string;
  /** How long to look for its echo before it is sent; undefined: it is certainly new. */
  readonly lookMs: number | undefined;
}

/** How often one thing is sent at most before the conversation has to wait. */
const mostSends = 3;

/** What Meta left unanswered at the same moment is not all sent again at the same moment: so much longer, at most, it is waited for. */
const jitter = 0.25;

const sent = { outcome: 'sent' } as const;

/** It waited too long, or nobody should have said it: Meta would refuse it, and to try is against its rules. */
const windowClosed = { outcome: 'failed', action: 'never', reason: 'window_closed', scope: 'message', alarm: false } as const;

/** Refusals that a persona Meta does not know may be behind: it names no error for that. */
const perhapsPersona: ReadonlySet<string> = new Set(['bad_request', 'unlisted_error']);

function personOf({ window }: OutboxReply): PersonaOf | undefined {
  if (window?.by !== 'person' || window.name === undefined || window.agent === undefined) return undefined;
  return { name: window.name, agent: window.agent };
}

/**
 * Sends in the way that Meta's window allows now; nothing where it allows none. A person's message leaves under their persona, and without
 * it rather than not at all: where only that helps, the persona is gone.
 */
function createSendWithin({ send, personas, now = () => new Date() }: SettledSendDeps) {
  return async ({ body, sendId }: Part, { psid, reply }: Sending): Promise<SendOutcome> => {
    const messagingType = messagingTypeOf(reply.window, now());
    if (messagingType === 'closed') return windowClosed;
    const options = { messagingType, metadata: sendId };
    const person = personas && personOf(reply);
    const personaId = person && (await personas.idFor(person));
    if (!person || personaId === undefined) return send(psid, body, options);
    const outcome = await send(psid, body, { ...options, personaId });
    if (outcome.outcome !== 'failed' || !perhapsPersona.has(outcome.reason)) return outcome;
    const plain = await send(psid, body, options);
    if (plain.outcome === 'sent') await personas.forget(person);
    return plain;
  };
}

/**
 * Sends a reply and finds out whether it has left. The Send API has no idempotency key: an unconfirmed sending is repeated, under
 * the same id, only where its echo did not come in time. A reply in plain words, for countries where a template is refused, has
 * several bodies, each with an id of its own.
 */
export function createSettledSend(deps: SettledSendDeps): (sending: Sending) => Promise<Settled> {
  const { echoes, onEchoed, maySend, random } = deps;
  const recent = createRecentSends();
  const sendWithin = createSendWithin(deps);

  const isEchoed = async ({ sendId }: Part, ms: number, holding: Holding): Promise<boolean> =>
    echoes !== undefined && (await echoedWithin(ms, () => holding.wasEchoed(sendId), echoes));

  /** Undefined: it has to be sent again. */
  async function afterSend(outcome: SendOutcome, part: Part, { reply, holding }: Sending): Promise<Settled | undefined> {
    if (outcome.outcome !== 'unknown' || !echoes) return outcome;
    if (await isEchoed(part, maySend() ? echoes.waitMs * (1 + jitter * random()) : 0, holding)) {
      onEchoed();
      return sent;
    }
    if (reply.once || echoes.signal.aborted) return outcome;
    return (await holding.renew()) === 'stale' ? { outcome: 'stale' } : undefined;
  }

  /** Of a reply that waited in the outbox. What this very process may have sent just now is looked for as long as after a sending. */
  async function hasLeft(part: Part, lookMs: number, holding: Holding): Promise<boolean> {
    const fate = recent.fateOf(part.sendId);
    return fate === 'sent' || isEchoed(part, fate === 'in_doubt' && echoes ? echoes.waitMs : lookMs, holding);
  }

  async function sendPart(part: Part, sending: Sending): Promise<Settled> {
    if (part.lookMs !== undefined && (await hasLeft(part, part.lookMs, sending.holding))) return sent;
    for (let sends = 1; ; sends += 1) {
      const outcome = await sendWithin(part, sending);
      if (outcome.outcome !== 'failed') recent.note(part.sendId, outcome.outcome === 'sent' ? 'sent' : 'in_doubt');
      const settled = await afterSend(outcome, part, sending);
      if (settled) return settled;
      if (sends === mostSends && outcome.outcome === 'unknown') return outcome;
    }
  }

  /** Says the reply in words where Meta does not offer the template in the customer's country (10/2018336). */
  async function sendPlain(plain: readonly SendBody[], sending: Sending): Promise<Settled> {
    for (const [index, body] of plain.entries()) {
      const lookMs = sending.resumed ? 0 : undefined;
      const settled = await sendPart({ body, sendId: `${sending.reply.metadata}.${index + 1}`, lookMs }, sending);
      if (settled.outcome !== 'sent') return settled;
    }
    return sent;
  }

  return async (sending) => {
    const { reply, resumed } = sending;
    const lookMs = resumed ? echoes?.resumedWaitMs : undefined;
    const settled = await sendPart({ body: reply.body, sendId: reply.metadata, lookMs }, sending);
    const isRefused = settled.outcome === 'failed' && settled.action === 'plainer';
    return isRefused && reply.plain ? sendPlain(reply.plain, sending) : settled;
  };
}
