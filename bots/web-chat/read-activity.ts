import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { readJson } from '../http/scan-json.ts';

/** Longer ids are no channel's. */
const id = z.string().min(1).max(1_000);
const account = z.looseObject({ id });

/** What Guichet and botbuilder read of an activity, each part of the type that they take it for (Bot Framework protocol, "Activity"). */
const envelopeSchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.optional(),
  channelId: id,
  from: account,
  recipient: account,
  conversation: account,
  serviceUrl: z.url({ protocol: /^https?$/ }),
  text: z.string().optional(),
  locale: z.string().max(100).optional(),
  deliveryMode: z.string().optional(),
  attachments: z.array(z.looseObject({})).optional(),
  membersAdded: z.array(account).optional(),
});

/** Checked as far as it is read; botbuilder's own type says more than any channel keeps to. */
function isActivity(body: unknown): body is Activity {
  return envelopeSchema.safeParse(body).success;
}

/** Some channels write null for what they leave out. */
function withoutNulls(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}

/**
 * Reads the body of a Bot Framework request; undefined where it is no activity.
 * @throws JsonRefusedError where it is no JSON, or more of it than any activity is.
 */
export function readActivity(bytes: Buffer): Activity | undefined {
  const body = withoutNulls(readJson(bytes));
  return isActivity(body) ? body : undefined;
}
