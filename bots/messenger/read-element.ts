import { z } from 'zod';
import { lenient, lenientList, lenientPart } from './lenient.ts';
import { messageBody, referralPart } from './read-message.ts';

const { id, text, count, time } = lenient;

/** What one event says, under the names of `MessengerEvent`; its parts may be undefined. */
export type EventFields = Readonly<Record<string, unknown>> & { readonly kind: string };

const threadControl = z
  .object({ previous_owner_app_id: id, new_owner_app_id: id, metadata: text })
  .transform((body) => ({ previousOwnerAppId: body.previous_owner_app_id, newOwnerAppId: body.new_owner_app_id, metadata: body.metadata }));

const policy = z.object({ action: z.string().min(1), reason: text }).transform((body) => ({ kind: 'policy_enforcement', ...body }));

const question = z
  .object({ payload: text, follow_up: lenientPart({ payload: text }) })
  .transform((body) => ({ payload: body.payload, followUp: body.follow_up?.payload }));
const screen = z
  .object({ screen_id: id, questions: z.record(z.string(), question).catch({}) })
  .transform((body) => Object.entries(body.questions).map(([name, answer]) => ({ screen: body.screen_id, question: name, ...answer })));

/** How the value under each key of a `messaging` element is read. The first key that is there decides what the element is. */
const bodies: readonly (readonly [key: string, schema: z.ZodType<EventFields>])[] = [
  ['message', messageBody],
  [
    'postback',
    z.object({ mid: id, title: text, payload: text, referral: referralPart }).transform((body) => ({ kind: 'postback', ...body })),
  ],
  [
    'message_edit',
    z
      .object({ mid: id, text, num_edit: count })
      .transform((body) => ({ kind: 'edit', mid: body.mid, text: body.text, edits: body.num_edit })),
  ],
  [
    'reaction',
    z
      .object({ mid: id, action: z.enum(['react', 'unreact']), emoji: text, reaction: text })
      .transform((body) => ({ kind: 'reaction', ...body })),
  ],
  ['delivery', z.object({ mids: lenientList(z.string().min(1)), watermark: time }).transform((body) => ({ kind: 'delivery', ...body }))],
  ['read', z.object({ mid: id, watermark: time }).transform((body) => ({ kind: 'read', ...body }))],
  [
    'optin',
    z
      .object({ type: text, ref: text, user_ref: id, title: text, payload: text, notification_messages_status: text })
      .transform(({ user_ref, notification_messages_status, ...body }) => ({
        kind: 'optin',
        userRef: user_ref,
        status: notification_messages_status,
        ...body,
      })),
  ],
  ['referral', referralPart.transform((referral) => ({ kind: 'referral', referral }))],
  [
    'account_linking',
    z
      .object({ status: z.enum(['linked', 'unlinked']), authorization_code: text })
      .transform((body) => ({ kind: 'account_linking', status: body.status, authorizationCode: body.authorization_code })),
  ],
  ['pass_thread_control', threadControl.transform((body) => ({ kind: 'pass_thread_control', ...body }))],
  ['take_thread_control', threadControl.transform((body) => ({ kind: 'take_thread_control', ...body }))],
  [
    'request_thread_control',
    z
      .object({ requested_owner_app_id: id, metadata: text })
      .transform((body) => ({ kind: 'request_thread_control', requestedOwnerAppId: body.requested_owner_app_id, metadata: body.metadata })),
  ],
  ['app_roles', z.record(z.string(), lenientList(z.string())).transform((roles) => ({ kind: 'app_roles', roles }))],
  ['policy_enforcement', policy],
  // As older webhooks spell it.
  ['policy-enforcement', policy],
  [
    'response_feedback',
    z
      .object({ mid: id, feedback: z.string().regex(/^(good|bad)/i) })
      .transform((body) => ({ kind: 'response_feedback', mid: body.mid, feedback: /^good/i.test(body.feedback) ? 'good' : 'bad' })),
  ],
  [
    'messaging_feedback',
    z
      .object({ feedback_screens: lenientList(screen) })
      .transform((body) => ({ kind: 'messaging_feedback', answers: body.feedback_screens.flat() })),
  ],
];

/**
 * What a `messaging` element says (messenger-platform webhook reference, "Event payloads"): `unknown` where it holds no
 * key known here, undefined where a known key holds something else than Meta sends under it.
 */
export function readElement(element: Readonly<Record<string, unknown>>): EventFields | undefined {
  const found = bodies.find(([key]) => Object.hasOwn(element, key));
  if (!found) return { kind: 'unknown', fields: unknownFields(element) };
  const [key, schema] = found;
  return schema.safeParse(element[key]).data;
}

/** Names of keys, few and short: they go into counters. */
export function unknownFields(element: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(element)
    .filter((key) => !['sender', 'recipient', 'timestamp'].includes(key))
    .slice(0, 8)
    .map((key) => key.slice(0, 64).toWellFormed());
}
