import { z } from 'zod';
import type { StaffReadName } from '../../desk/api/audit-names.ts';
import { type ConversationDetail, listQuerySchema } from '../../desk/api/conversation.ts';
import { type ThreadEntry, threadEntrySchema } from '../../desk/api/thread.ts';
import { listConversations, placesOf } from '../../desk/list-conversations.ts';
import { permissionsFor } from '../../desk/permissions.ts';
import { colleaguesOf, queueOf } from '../../desk/standing.ts';
import { viewConversation } from '../../desk/view-conversation.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import { nextFor } from '../../handoff/queue.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { CustomerFacts } from './customer-facts.ts';
import { type DeskHandler, type DeskRequest, jsonAnswer, parsed } from './desk-request.ts';
import { findEntry } from './find-entry.ts';
import type { FeedFollower } from './follow-feed.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface ReadHandlersDeps {
  readonly desk: Pick<DeskStore, 'thread'>;
  readonly follower: FeedFollower;
  readonly clock: OpeningClock;
  readonly tellRead: TellStaffRead;
  readonly customer: CustomerFacts;
  /** Whether threads are passed to other inboxes of the Page. */
  readonly leads: boolean;
  readonly now: () => Date;
}

interface ThreadPage {
  readonly before: number;
  readonly most: number;
}

const latest: ThreadPage = { before: Number.MAX_SAFE_INTEGER, most: 100 };
const whole: ThreadPage = { ...latest, most: 10_000 };
const pageSchema = z.object({
  before: z.coerce.number().int().min(1).default(latest.before),
  most: z.coerce.number().int().min(1).max(500).default(latest.most),
});

async function threadOf(desk: Pick<DeskStore, 'thread'>, conversation: ConversationKey, page: ThreadPage): Promise<readonly ThreadEntry[]> {
  return (await desk.thread(conversation, page)).flatMap(({ entry }) => threadEntrySchema.safeParse(entry).data ?? []);
}

const isCut = (thread: readonly ThreadEntry[]): boolean => (thread[0]?.number ?? 1) > 1;
const ruleOf = ({ session }: DeskRequest): string => `role ${session.roles.join(', ')}`;

/** What can be read of conversations. The ledger is told first. */
export function createReadHandlers({ desk, follower: { board }, clock, tellRead, customer, leads, now }: ReadHandlersDeps) {
  const context = () => ({ clock, attendance: board.attendance(), now: now() });
  const told = (request: DeskRequest, what: StaffReadName, conversation?: ConversationKey): Promise<void> =>
    tellRead({ who: request.session.person.id, what, rule: ruleOf(request), ...(conversation === undefined ? {} : { conversation }) });

  const conversations: DeskHandler = async (request) => {
    const query = parsed(listQuerySchema, request.query);
    await told(request, `desk.list.${query.queue}`);
    const list = listConversations(board, { query, agent: request.session.person.id }, context());
    return jsonAnswer({ ...list, lastEventId: String(board.upTo) });
  };

  const next: DeskHandler = async (request) => {
    await told(request, 'desk.list.unassigned');
    const somebody = colleaguesOf(board).find(({ id }) => id === request.session.person.id);
    return jsonAnswer({ conversation: (somebody && nextFor(somebody, queueOf(board))?.id) ?? null });
  };

  const conversation: DeskHandler = async (request) => {
    const entry = findEntry(board, request);
    await told(request, 'desk.conversation', entry.id);
    const [thread, described] = await Promise.all([threadOf(desk, entry.id, latest), customer.describe(entry.id)]);
    const summary = viewConversation(entry, { ...context(), places: placesOf(board) });
    const { person, roles } = request.session;
    const body: ConversationDetail = {
      conversation: summary,
      thread: [...thread],
      hasEarlier: isCut(thread),
      packet: entry.stored.packet,
      customer: described,
      may: permissionsFor(summary, { agent: person.id, roles, leads, linked: described.identity !== null }),
    };
    return jsonAnswer(body);
  };

  const thread: DeskHandler = async (request) => {
    const { id } = findEntry(board, request);
    const page = parsed(pageSchema, request.query);
    await told(request, 'desk.thread', id);
    const entries = await threadOf(desk, id, page);
    return jsonAnswer({ thread: entries, hasEarlier: isCut(entries) });
  };

  const exported: DeskHandler = async (request) => {
    const { id } = findEntry(board, request);
    await told(request, 'desk.export', id);
    const lines = (await threadOf(desk, id, whole)).map((entry) => JSON.stringify(entry));
    return { status: 200, text: `${lines.join('\n')}\n`, headers: { 'Content-Disposition': 'attachment; filename="conversation.jsonl"' } };
  };

  return { conversations, next, conversation, thread, export: exported } as const;
}
