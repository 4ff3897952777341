import { type Activity, EventFactory, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { HandedOver } from '../turns/turn.ts';

/**
 * `handoff.initiate` of the Bot Framework (protocol "Handoff", version 1): asks an engagement hub behind the channel to take the
 * conversation. It bears why, how urgent and which skill, and no transcript: what was said is for the bank's own people to read.
 */
export function initiateHandoff(context: TurnContext, { reason, urgency, skill, language }: HandedOver): Partial<Activity> {
  return EventFactory.createHandoffInitiation(context, { reason, urgency, skill, language });
}

const statusName = 'handoff.status';
const statusSchema = z.object({ state: z.enum(['accepted', 'failed', 'completed']) });

/** `handoff.status`: what became of it. Undefined for every other activity. */
export function readHandoffStatus({ type, name, value }: Partial<Activity>): Extract<DeskEvent, { readonly kind: 'hub' }> | undefined {
  if (type !== 'event' || name !== statusName) return undefined;
  const { data } = statusSchema.safeParse(value);
  return data && { kind: 'hub', state: data.state, by: null };
}
