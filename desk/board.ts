import type { DeskFeedEvent, DeskLease, DeskSummary } from '../store/desk-port.ts';
import type { ConversationKey } from '../store/port.ts';
import { type Attendance, readAttendance } from './attendance.ts';
import { type StoredConversation, storedConversationSchema } from './stored-conversation.ts';

/** A conversation of the board. */
export interface BoardEntry {
  readonly id: ConversationKey;
  readonly version: number;
  readonly stored: StoredConversation;
}

/** All conversations that people have to see to, and who is there, as one process knows them: a mirror that follows the feed. */
export interface Board {
  /** Begins anew. */
  load(summaries: readonly DeskSummary[], upTo: number): void;
  /** Takes the next event of the feed over; undefined where it changed nothing that is shown. */
  follow(event: DeskFeedEvent): BoardEntry | 'gone' | undefined;
  attend(leases: readonly DeskLease[]): void;
  entries(): Iterable<BoardEntry>;
  find(id: ConversationKey): BoardEntry | undefined;
  attendance(): Attendance;
  /** Number of the last event that was taken over. */
  readonly upTo: number;
  readonly size: number;
}

/** Empty at first. What cannot be read is not shown. */
export function createBoard(): Board {
  const entries = new Map<ConversationKey, BoardEntry>();
  let attendance: Attendance = readAttendance([]);
  let upTo = 0;

  function put({ conversation, version, summary }: DeskSummary): BoardEntry | 'gone' | undefined {
    const known = entries.get(conversation);
    if (known && known.version >= version) return undefined;
    const { data } = storedConversationSchema.safeParse(summary);
    if (!data) return entries.delete(conversation) ? 'gone' : undefined;
    const entry = { id: conversation, version, stored: data };
    entries.set(conversation, entry);
    return entry;
  }

  return {
    load(summaries, last) {
      entries.clear();
      for (const summary of summaries) put(summary);
      upTo = last;
    },
    follow({ id, conversation, change }) {
      upTo = Math.max(upTo, id);
      if (change) return put({ conversation, version: change.version, summary: change.summary });
      entries.delete(conversation);
      return 'gone';
    },
    attend: (leases) => void (attendance = readAttendance(leases)),
    entries: () => entries.values(),
    find: (id) => entries.get(id),
    attendance: () => attendance,
    get upTo() {
      return upTo;
    },
    get size() {
      return entries.size;
    },
  };
}
