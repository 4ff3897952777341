import { type ThreadEntry, threadEntrySchema } from '../../desk/api/thread.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { ConversationKey } from '../../store/port.ts';

/** The last `most` before a number, or everything after one up to another. */
export type ThreadPart = { readonly before: number; readonly most: number } | { readonly after: number; readonly upTo: number };

const atOnce = 200;

/** Entries of a thread in their order; what cannot be read is left out. */
export async function readThread(
  desk: Pick<DeskStore, 'thread'>,
  conversation: ConversationKey,
  part: ThreadPart,
): Promise<readonly ThreadEntry[]> {
  const read = async (before: number, most: number) =>
    (await desk.thread(conversation, { before, most })).flatMap(({ entry }) => threadEntrySchema.safeParse(entry).data ?? []);
  if ('most' in part) return read(part.before, part.most);
  const found: ThreadEntry[] = [];
  for (let before = part.upTo + 1; before > part.after + 1; ) {
    const page = await read(before, Math.min(atOnce, before - part.after - 1));
    if (page.length === 0) break;
    found.unshift(...page.filter(({ number }) => number > part.after));
    before = page[0]?.number ?? 0;
  }
  return found;
}
