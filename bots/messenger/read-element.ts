import { z } from 'zod';
import { lenient } from './lenient.ts';
import { messageBody, referralPart } from './read-message.ts';

const { id, text } = lenient;

/** What one event says, under the names of `MessengerEvent`; its parts may be undefined. */
export type EventFields = Readonly<Record<string, unknown>> & { readonly kind: string };

const threadControl = z
  .object({ previous_owner_app_id: id, new_owner_app_id: id, metadata: text })
  .transform((body) => ({ previousOwnerAppId: body.previous_owner_app_id, newOwnerAppId: body.new_owner_app_id, metadata: body.metadata }));

const policy = z.object({ action: z.string().min(1) }).transform((body) => ({ kind: 'policy_enforcement', ...body }));

/** What is only counted: that it is of the kind that it says. */
const counted = (kind: string): z.ZodType<EventFields> => z.object({}).transform(() => ({ kind }));

/** How the value under each key of a `messaging` element is read. The first key that is there decides what the element is. */
const bodies: readonly (readonly [key: string, schema: z.ZodType<EventFields>])[] = [
  ['message', messageBody],
  [
    'postback',
    z.object({ mid: id, title: text, payload: text, referral: referralPart }).transform((body) => ({ kind: 'postback', ...body })),
  ],
  ['message_edit', counted('edit')],
  ['reaction', counted('reaction')],
  ['delivery', counted('delivery')],
  ['read', counted('read')],
  ['optin', counted('optin')],
  ['referral', referralPart.transform((referral) => ({ kind: 'referral', referral }))],
  ['account_linking', counted('account_linking')],
  ['pass_thread_control', threadControl.transform((body) => ({ kind: 'pass_thread_control', ...body }))],
  ['take_thread_control', threadControl.transform((body) => ({ kind: 'take_thread_control', ...body }))],
  [
    'request_thread_control',
    z
      .object({ requested_owner_app_id: id, metadata: text })
      .transform((body) => ({ kind: 'request_thread_control', requestedOwnerAppId: body.requested_owner_app_id, metadata: body.metadata })),
  ],
  ['app_roles', counted('app_roles')],
  ['policy_enforcement', policy],
  // As older webhooks spell it.
  ['policy-enforcement', policy],
  ['response_feedback', counted('response_feedback')],
  ['messaging_feedback', counted('messaging_feedback')],
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

/** Names of keys, few and short: they go into the log. */
function unknownFields(element: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(element)
    .filter((key) => !['sender', 'recipient', 'timestamp'].includes(key))
    .slice(0, 8)
    .map((key) => key.slice(0, 64).toWellFormed());
}
