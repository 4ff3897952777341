import { z } from 'zod';
import { lenient, lenientList, lenientPart } from './lenient.ts';

const { id, text, flag } = lenient;

/** `referral`: how somebody came here (m.me link, advertisement, code). `source` is not sent to accounts in Europe. */
export const referralPart = lenientPart({ ref: text, source: text, type: text, ad_id: id }).transform(
  (part) => part && { ref: part.ref, source: part.source, type: part.type, adId: part.ad_id },
);

const address = z
  .url({ protocol: /^https?$/ })
  .max(4_096)
  .optional()
  .catch(undefined);
const degrees = z.number().min(-180).max(180).optional().catch(undefined);
const fetched: ReadonlySet<string> = new Set(['image', 'audio', 'video', 'file']);

const attachment = z
  .object({
    type: z.string().min(1).max(64),
    payload: lenientPart({ sticker_id: id, url: address, coordinates: lenientPart({ lat: degrees, long: degrees }) }),
    sticker_id: id,
  })
  .transform(({ type, payload, sticker_id }) => {
    const { lat, long } = payload?.coordinates ?? {};
    return {
      type,
      stickerId: payload?.sticker_id ?? sticker_id,
      // Behind a shared link is somebody else's page: nothing to be fetched.
      url: fetched.has(type) ? payload?.url : undefined,
      place: lat === undefined || long === undefined ? undefined : `${lat.toFixed(5)}, ${long.toFixed(5)}`,
    };
  });

/** `message`, of a customer or (as an echo) of the Page. A shared sticker may stand beside the attachments or among them. */
export const messageBody = z
  .object({
    mid: id,
    text,
    is_echo: flag,
    is_deleted: flag,
    is_unsupported: flag,
    quick_reply: lenientPart({ payload: text }),
    reply_to: lenientPart({ mid: id }),
    attachments: lenientList(attachment),
    sticker_id: id,
    referral: referralPart,
    app_id: id,
    metadata: text,
  })
  .transform((body) => {
    const said = {
      mid: body.mid,
      text: body.text,
      payload: body.quick_reply?.payload,
      attachments: withStickers(body),
      replyTo: body.reply_to?.mid,
      referral: body.referral,
    };
    if (body.is_echo) return { kind: 'echo', ...said, appId: body.app_id, metadata: body.metadata };
    return { kind: 'message', ...said, deleted: body.is_deleted };
  });

interface WithAttachments {
  readonly attachments: readonly { readonly type: string; readonly stickerId: string | undefined }[];
  readonly sticker_id?: string | undefined;
  readonly is_unsupported: boolean;
}

function withStickers(body: WithAttachments): unknown[] {
  const isAlone = body.sticker_id !== undefined && body.attachments.every((part) => part.stickerId === undefined);
  return [
    ...body.attachments,
    ...(isAlone ? [{ type: 'sticker', stickerId: body.sticker_id }] : []),
    ...(body.is_unsupported ? [{ type: 'unsupported' }] : []),
  ];
}
