import { z } from 'zod';
import { sentThingSchema } from '../../handoff/sent-things.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { ConversationKey, RecordStore } from '../../store/port.ts';
import { createKeptFiles } from '../documents/kept-files.ts';
import type { FetchMedia } from '../messenger/fetch-media.ts';
import { type DeskHandler, DeskProblemError, parsed } from './desk-request.ts';
import { findEntry } from './find-entry.ts';
import type { FeedFollower } from './follow-feed.ts';
import { savedFile } from './saved-file.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface AttachmentHandlerDeps {
  readonly desk: Pick<DeskStore, 'thread'>;
  readonly follower: FeedFollower;
  readonly records: RecordStore;
  readonly fetchMedia: FetchMedia;
  readonly tellRead: TellStaffRead;
}

const fileSchema = z.object({ file: z.string().regex(/^\d{1,9}\.\d{1,2}$/) });
const entrySchema = z.object({ kind: z.literal('customer'), attachments: z.array(sentThingSchema) });

/** Where it lies at Meta; `file` is the number of the entry and the place in it. */
async function addressOf(desk: Pick<DeskStore, 'thread'>, conversation: ConversationKey, file: string): Promise<string | undefined> {
  const [number = 0, place = 0] = file.split('.').map(Number);
  const [row] = await desk.thread(conversation, { before: number + 1, most: 1 });
  const entry = row?.number === number ? entrySchema.safeParse(row.entry).data : undefined;
  return entry?.attachments[place]?.url;
}

/**
 * Gives out what a customer has sent. It is fetched from Meta when somebody first asks for it, once the ledger was told, and then kept
 * under the customer's own key: who is forgotten, their files are gone too.
 */
export function createAttachmentHandler({ desk, follower, records, fetchMedia, tellRead }: AttachmentHandlerDeps): DeskHandler {
  // Meta's own address of it ends sooner than what was fetched is kept for colleagues.
  const kept = createKeptFiles(records, 'attachment');
  return async (request) => {
    const { file } = parsed(fileSchema, request.params);
    const { id } = findEntry(follower.board, request);
    const { person, roles } = request.session;
    await tellRead({ who: person.id, conversation: id, what: 'desk.attachment', rule: `role ${roles.join(', ')}` });
    const name = `attachment-${file.replace('.', '-')}`;
    const known = await kept.read(id, file);
    if (known) return savedFile(known, name);
    const address = await addressOf(desk, id, file);
    const fetched = address === undefined ? 'gone' : await fetchMedia(address);
    if (fetched === 'gone') throw new DeskProblemError(404, 'not_found');
    if (fetched === 'refused') throw new DeskProblemError(415, 'invalid', ['file']);
    await kept.keep(id, file, fetched);
    return savedFile(fetched, name);
  };
}
