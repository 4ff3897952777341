import { type Decision, done } from './decision.ts';
import type { Case, Hold } from './hold.ts';
import { newCase } from './new-case.ts';
import type { SentThing } from './sent-things.ts';
import { type NewEntry, things } from './thread-entries.ts';
import { sentence, transition } from './transition.ts';

/** What a customer did while somebody else than the bot holds the conversation. */
export interface CustomerMessage {
  readonly text: string | null;
  readonly attachment: boolean;
  /** What it was, where the channel tells. */
  readonly attachments?: readonly SentThing[];
  readonly redacted: readonly string[];
  /** Of the button that was pressed. */
  readonly payload: string | undefined;
}

/** The button with which somebody who waits goes on with the assistant; good for the queue that offered it. */
export function encodeLeave(token: number): string {
  return `desk.leave.${token}`;
}

function leaves({ owner }: Hold, payload: string | undefined): boolean {
  return owner.kind === 'queue' && payload === encodeLeave(owner.token);
}

/** The customer waits again, from the first message that nobody has answered. */
function waits(open: Case, now: Date): Case {
  const { snoozedUntil: _until, ...rest } = open;
  return { ...rest, status: 'open', unanswered: open.unanswered + 1, waitingSince: open.waitingSince ?? now.toISOString() };
}

/** What a person is to see to. In the queue without a case is only what could not be read: it begins anew, or nobody would ever see it. */
function caseOf({ case: open, owner, recent }: Hold, now: Date): Case | undefined {
  return open ?? (owner.kind === 'queue' ? newCase({ reason: 'failure', now, recent }) : undefined);
}

function entryOf({ payload, ...said }: CustomerMessage): NewEntry {
  return {
    kind: 'customer',
    text: said.text,
    attachment: said.attachment,
    ...things(said.attachments),
    redacted: [...said.redacted],
    button: payload !== undefined,
  };
}

/** A press that asks nobody for anything: it is shown, and nobody has to answer it. */
export function takeLook(hold: Hold, message: CustomerMessage, now: Date): Decision {
  return done({ ...hold, lastInboundAt: now.toISOString() }, [entryOf(message)]);
}

/** Recorded and shown at the desk. Nobody answers it but who holds the conversation: the engine is not even asked. */
export function takeMessage(hold: Hold, message: CustomerMessage, now: Date): Decision {
  const entry = entryOf(message);
  const heard: Hold = { ...hold, lastInboundAt: now.toISOString() };
  if (leaves(hold, message.payload) && hold.case) {
    const { waitingSince: _waiting, ...open } = hold.case;
    return transition(heard, {
      to: { kind: 'bot' },
      cause: 'left_queue',
      before: [entry],
      announce: [sentence('left_queue')],
      change: { case: { ...open, status: 'returned', unanswered: 0 } },
    });
  }
  const open = caseOf(hold, now);
  const change = open ? { case: waits(open, now) } : {};
  return { outcome: 'done', hold: { ...heard, ...change }, entries: [entry], sayings: [] };
}

/** The bot has promised to be quiet: what the customer writes goes back to the queue. */
export function backToQueue(hold: Hold, message: CustomerMessage, now: Date): Decision {
  const taken = takeMessage(hold, message, now);
  if (taken.outcome === 'refused' || !taken.hold.case) return taken;
  const { quietUntil: _quiet, ...open } = taken.hold.case;
  return transition(taken.hold, {
    to: { kind: 'queue' },
    cause: 'handed_over',
    reason: open.reason,
    before: taken.entries,
    announce: [sentence('back_to_queue')],
    change: { case: { ...open, status: 'open', waitingSince: now.toISOString() } },
  });
}
