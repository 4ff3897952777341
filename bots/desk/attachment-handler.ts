import { z } from 'zod';
import { sentThingSchema } from '../../handoff/sent-things.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { ConversationKey, RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';
import type { FetchMedia, MediaFile } from '../messenger/fetch-media.ts';
import { type DeskAnswer, type DeskHandler, DeskProblemError, parsed } from './desk-request.ts';
import { findEntry } from './find-entry.ts';
import type { FeedFollower } from './follow-feed.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface AttachmentHandlerDeps {
  readonly desk: Pick<DeskStore, 'thread'>;
  readonly follower: FeedFollower;
  readonly records: RecordStore;
  readonly fetchMedia: FetchMedia;
  readonly tellRead: TellStaffRead;
}

/** How long what was fetched is kept for colleagues; Meta's own address of it ends sooner. */
const keptMs = 30 * 24 * 3_600_000;

const fileSchema = z.object({ file: z.string().regex(/^\d{1,9}\.\d{1,2}$/) });
const entrySchema = z.object({ kind: z.literal('customer'), attachments: z.array(sentThingSchema) });
const keptSchema = z.object({ type: z.string(), extension: z.string(), base64: z.string() });

/** Where it lies at Meta; `file` is the number of the entry and the place in it. */
async function addressOf(desk: Pick<DeskStore, 'thread'>, conversation: ConversationKey, file: string): Promise<string | undefined> {
  const [number = 0, place = 0] = file.split('.').map(Number);
  const [row] = await desk.thread(conversation, { before: number + 1, most: 1 });
  const entry = row?.number === number ? entrySchema.safeParse(row.entry).data : undefined;
  return entry?.attachments[place]?.url;
}

/** To be saved, never to be shown by the browser itself: whatever is in it, it runs nowhere near the desk. */
function asFile({ bytes, type, extension }: MediaFile, file: string): DeskAnswer {
  return {
    status: 200,
    file: { bytes, type },
    headers: {
      'Content-Disposition': `attachment; filename="attachment-${file.replace('.', '-')}.${extension}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  };
}

/**
 * Gives out what a customer has sent. It is fetched from Meta when somebody first asks for it, once the ledger was told, and then kept
 * under the customer's own key: who is forgotten, their files are gone too.
 */
export function createAttachmentHandler({ desk, follower, records, fetchMedia, tellRead }: AttachmentHandlerDeps): DeskHandler {
  const kept = typedRecords(records, 'attachment', keptSchema);
  return async (request) => {
    const { file } = parsed(fileSchema, request.params);
    const { id } = findEntry(follower.board, request);
    const { person, roles } = request.session;
    await tellRead({ who: person.id, conversation: id, what: 'desk.attachment', rule: `role ${roles.join(', ')}` });
    const key = `${id}/${file}`;
    const known = (await kept.get(key))?.value;
    if (known) return asFile({ ...known, bytes: Buffer.from(known.base64, 'base64') }, file);
    const address = await addressOf(desk, id, file);
    const fetched = address === undefined ? 'gone' : await fetchMedia(address);
    if (fetched === 'gone') throw new DeskProblemError(404, 'not_found');
    if (fetched === 'refused') throw new DeskProblemError(415, 'invalid', ['file']);
    const { type, extension, bytes } = fetched;
    await kept.put(key, { type, extension, base64: bytes.toString('base64') }, { owner: id, ttlMs: keptMs });
    return asFile(fetched, file);
  };
}
