import { createHash } from 'node:crypto';
import { type Activity, ActivityTypes } from 'botbuilder';
import { z } from 'zod';
import { redact } from '../../secrecy/redact.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import type { Inbound } from '../inbound.ts';
import { readHandoffStatus } from './handoff-events.ts';

const pressedSchema = z.object({ payload: z.string().max(1_000) });

/** Whether somebody other than the bot has come in. */
function isArrival(activity: Activity): boolean {
  return (
    activity.type === ActivityTypes.ConversationUpdate &&
    (activity.membersAdded ?? []).some((member) => member.id !== activity.recipient.id)
  );
}

/** Some channels leave the id out; the same words at the same time in one conversation are then one event. */
function idOf(activity: Activity): string {
  const { channelId, conversation, from, text, timestamp, value } = activity;
  return (
    activity.id ??
    createHash('sha256')
      .update(JSON.stringify([channelId, conversation.id, from.id, text, timestamp, value]))
      .digest('hex')
  );
}

/** A Bot Framework activity as it goes into the journal; undefined for what needs no answer (typing, reactions, deliveries). */
export function toInbound(activity: Activity): Inbound | undefined {
  const desk = readHandoffStatus(activity);
  if (activity.type !== ActivityTypes.Message && !isArrival(activity) && !desk) return undefined;
  const pressed = pressedSchema.safeParse(activity.value);
  const clean = redactTyped(activity.text ?? '');
  return {
    door: 'bot-framework',
    channelId: activity.channelId,
    type: activity.type,
    id: idOf(activity),
    from: { id: activity.from.id },
    recipient: { id: activity.recipient.id },
    conversation: { id: activity.conversation.id },
    serviceUrl: activity.serviceUrl,
    ...(activity.text === undefined ? {} : { text: clean.text }),
    ...(pressed.success ? { payload: redact(pressed.data.payload).text } : {}),
    ...(activity.locale === undefined ? {} : { locale: activity.locale }),
    hasAttachment: (activity.attachments ?? []).length > 0,
    redacted: [...clean.found],
    ...(desk ? { desk } : {}),
  };
}
