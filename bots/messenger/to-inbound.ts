import { z } from 'zod';
import { encodeButton } from '../../engine/button.ts';
import { redact } from '../../secrecy/redact.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import type { Inbound } from '../inbound.ts';
import type { MessengerEvent } from './messenger-event.ts';
import { thingsOf } from './sent-thing.ts';
import { toActivity } from './to-activity.ts';

/** What Pages usually call their first button; ours carries the greeting itself. */
const getStarted = 'GET_STARTED';

const pressedSchema = z.object({ payload: z.string().min(1).max(1_000) });

function payloadOf(value: unknown): { readonly payload?: string } {
  if (value === undefined) return {};
  const pressed = pressedSchema.safeParse(value);
  if (!pressed.success) return {};
  const isGetStarted = pressed.data.payload.toUpperCase() === getStarted;
  return { payload: isGetStarted ? encodeButton({ kind: 'start', dialog: 'greeting' }) : redact(pressed.data.payload).text };
}

/** What was sent beside words, for people; the bot is told that there was something, and no more. */
function attachmentsOf(event: MessengerEvent): Pick<Inbound, 'attachments'> {
  const things = event.kind === 'message' ? thingsOf(event) : [];
  return things.length === 0 ? {} : { attachments: things };
}

/**
 * What goes into the journal of a Messenger event, without card numbers and IBANs.
 * Undefined for what asks for no answer: echoes, receipts of delivery, reactions, standby, edits.
 */
export function toInbound(event: MessengerEvent): Inbound | undefined {
  const activity = toActivity(event);
  const arrives = activity.type === 'message' || (event.kind === 'referral' && !event.standby);
  const { from, recipient, conversation, id } = activity;
  if (!arrives || !from || !recipient || !conversation || id === undefined) return undefined;
  const clean = redactTyped(activity.text ?? '');
  return {
    door: 'messenger',
    channelId: 'facebook',
    type: activity.type ?? 'event',
    id,
    from: { id: from.id },
    recipient: { id: recipient.id },
    conversation: { id: conversation.id },
    ...(activity.text ? { text: clean.text } : {}),
    ...(activity.type === 'message' ? payloadOf(activity.value) : {}),
    hasAttachment: (activity.attachments ?? []).length > 0,
    ...attachmentsOf(event),
    redacted: [...clean.found],
  };
}
