import { z } from 'zod';

const text = z.string();
const maybe = z.string().exactOptional();

const common = {
  /** Another app holds the thread: to be kept, never to be answered. */
  standby: z.boolean(),
  pageId: z.string().min(1),
  /** The customer's page-scoped id (PSID), also for what the Page itself did; missing where an event concerns nobody. */
  senderId: z.string().min(1).exactOptional(),
  /** Instead of a PSID, where somebody came through a plugin of a web page. */
  userRef: maybe,
  /** When it happened, Unix time in milliseconds; when it was received, where Meta does not say. */
  at: z.int().nonnegative(),
  /** `mid` where the event has one of its own, else a SHA-256 of who, when, what: the same for every delivery of one event. */
  eventId: z.string().min(1),
};

const referral = z.strictObject({ ref: maybe, source: maybe, type: maybe, adId: maybe });
/** What kind of thing was sent; `url`: where it lies at Meta; `place`: latitude and longitude. No turn fetches anything. */
const attachment = z.strictObject({ type: text, stickerId: maybe, url: maybe, place: maybe });

const says = {
  mid: maybe,
  text: maybe,
  /** Of the quick reply that was tapped. */
  payload: maybe,
  attachments: z.array(attachment),
  /** The `mid` this answers. */
  replyTo: maybe,
  referral: referral.exactOptional(),
};

const threadControl = { previousOwnerAppId: maybe, newOwnerAppId: maybe, metadata: maybe };

/** Kinds that ask for nothing: they are counted, and what they say is not read. A message that is changed afterwards is no new wish. */
const countedKinds = [
  'delivery',
  'read',
  'reaction',
  'edit',
  'optin',
  'account_linking',
  'app_roles',
  'response_feedback',
  'messaging_feedback',
  'template_status',
] as const;

const readKinds = [
  z.strictObject({ kind: z.literal('message'), ...common, ...says, deleted: z.boolean() }),
  z.strictObject({ kind: z.literal('echo'), ...common, ...says, appId: maybe, metadata: maybe }),
  z.strictObject({ kind: z.literal('postback'), ...common, mid: maybe, title: maybe, payload: maybe, referral: referral.exactOptional() }),
  z.strictObject({ kind: z.literal('referral'), ...common, referral }),
  z.strictObject({ kind: z.literal('pass_thread_control'), ...common, ...threadControl }),
  z.strictObject({ kind: z.literal('take_thread_control'), ...common, ...threadControl }),
  z.strictObject({ kind: z.literal('request_thread_control'), ...common, requestedOwnerAppId: maybe, metadata: maybe }),
  z.strictObject({ kind: z.literal('policy_enforcement'), ...common, action: text }),
  /** Something Meta sends that is not read here; `fields` are the names of its parts, for the log. */
  z.strictObject({ kind: z.literal('unknown'), ...common, fields: z.array(text) }),
] as const;

/** One event of a Messenger webhook, normalised. Plain JSON; parsed again when it is read back from the store. */
export const messengerEventSchema = z.discriminatedUnion('kind', [...readKinds, z.strictObject({ kind: z.enum(countedKinds), ...common })]);

export type MessengerEvent = z.infer<typeof messengerEventSchema>;

/** Every kind of event there is, for counting. */
export const messengerEventKinds: readonly MessengerEvent['kind'][] = [...readKinds.map(({ shape }) => shape.kind.value), ...countedKinds];
