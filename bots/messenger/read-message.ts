import { z } from 'zod';
import { lenient, lenientList, lenientPart } from './lenient.ts';

const { id, text, flag } = lenient;

/** `referral`: how somebody came here (m.me link, advertisement, code). `source` is not sent to accounts in Europe. */
export const referralPart = lenientPart({ ref: text, source: text, type: text, ad_id: id }).transform(
  (part) => part && { ref: part.ref, source: part.source, type: part.type, adId: part.ad_id },
);

const attachment = z
  .object({ type: z.string().min(1).max(64), payload: lenientPart({ sticker_id: id }), sticker_id: id })
  .transform((part) => ({ type: part.type, stickerId: part.payload?.sticker_id ?? part.sticker_id }));

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
