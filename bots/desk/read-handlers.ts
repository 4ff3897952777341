import { z } from 'zod';
import { type ConversationDetail, listQuerySchema } from '../../desk/api/conversation.ts';
import type { CannedReplies, Colleagues, DeskSession } from '../../desk/api/session.ts';
import { type ThreadEntry, threadEntrySchema } from '../../desk/api/thread.ts';
import type { BoardEntry } from '../../desk/board.ts';
import cannedReplies from '../../desk/canned-replies.json' with { type: 'json' };
import { listConversations, placesOf } from '../../desk/list-conversations.ts';
import { permissionsFor } from '../../desk/permissions.ts';
import { colleaguesOf } from '../../desk/standing.ts';
import { viewConversation } from '../../desk/view-conversation.ts';
import { wallboardOf } from '../../desk/wallboard.ts';
import type { BankContact } from '../../dialogs/services.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import { languages } from '../../i18n/language.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { CustomerFacts } from './customer-facts.ts';
import { type DeskAnswer, type DeskHandler, DeskProblemError, type DeskRequest, parsed } from './desk-request.ts';
import type { FeedFollower } from './follow-feed.ts';
import { csrfOf } from './staff-sessions.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface ReadHandlersDeps {
  readonly desk: Pick<DeskStore, 'thread'>;
  readonly follower: FeedFollower;
  readonly clock: OpeningClock;
  readonly tellRead: TellStaffRead;
  readonly customer: CustomerFacts;
  readonly contact: BankContact;
  readonly timeZone: string;
  readonly showsNames: boolean;
  readonly now: () => Date;
}

const ok = (body: object): DeskAnswer => ({ status: 200, body });
const latest = { before: Number.MAX_SAFE_INTEGER, most: 100 } as const;
const pageSchema = z.object({
  before: z.coerce.number().int().min(1).default(latest.before),
  most: z.coerce.number().int().min(1).max(500).default(100),
});

/** By the bank's clocks. */
function midnightOf(now: Date, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(now);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return new Date(now.getTime() - (value('hour') * 3_600 + value('minute') * 60 + value('second')) * 1_000);
}

/** What can be read at the desk, by the name of the route. */
export function createReadHandlers(deps: ReadHandlersDeps) {
  const { desk, follower, clock, tellRead, contact, now } = deps;
  const { board } = follower;
  const context = () => ({ clock, attendance: board.attendance(), now: now() });
  const rule = ({ session }: DeskRequest): string => `role ${session.roles.join(', ')}`;

  function find(request: DeskRequest): BoardEntry {
    const entry = board.find(request.params['id'] ?? '');
    if (!entry) throw new DeskProblemError(404, 'not_found');
    return entry;
  }

  async function threadOf(
    conversation: ConversationKey,
    page: { readonly before: number; readonly most: number },
  ): Promise<readonly ThreadEntry[]> {
    return (await desk.thread(conversation, page)).flatMap(({ entry }) => threadEntrySchema.safeParse(entry).data ?? []);
  }

  const session: DeskHandler = async ({ session: { person, roles, endsAt }, secret }) => {
    const present = board.attendance().present.find((one) => one.person.id === person.id);
    const body: DeskSession = {
      agent: person,
      persona: deps.showsNames ? person.name : null,
      roles,
      skills: present?.skills ?? [],
      languages: present?.languages ?? [...languages],
      csrf: csrfOf(secret),
      endsAt,
      bankName: contact.bankName,
      timeZone: deps.timeZone,
      now: now().toISOString(),
    };
    return ok(body);
  };

  const conversations: DeskHandler = async (request) => {
    const query = parsed(listQuerySchema, request.query);
    await tellRead({ who: request.session.person.id, what: `desk.list.${query.queue}`, rule: rule(request) });
    return ok({ ...listConversations(board, { query, agent: request.session.person.id }, context()), lastEventId: String(board.upTo) });
  };

  const conversation: DeskHandler = async (request) => {
    const entry = find(request);
    const { person, roles } = request.session;
    await tellRead({ who: person.id, conversation: entry.id, what: 'desk.conversation', rule: rule(request) });
    const [thread, customer] = await Promise.all([threadOf(entry.id, latest), deps.customer.describe(entry.id)]);
    const summary = viewConversation(entry, { ...context(), places: placesOf(board) });
    const body: ConversationDetail = {
      conversation: summary,
      thread: [...thread],
      hasEarlier: (thread[0]?.number ?? 1) > 1,
      packet: entry.stored.packet,
      customer,
      may: permissionsFor(summary, { agent: person.id, roles }),
    };
    return ok(body);
  };

  const thread: DeskHandler = async (request) => {
    const entry = find(request);
    const page = parsed(pageSchema, request.query);
    await tellRead({ who: request.session.person.id, conversation: entry.id, what: 'desk.thread', rule: rule(request) });
    const entries = await threadOf(entry.id, page);
    return ok({ thread: entries, hasEarlier: (entries[0]?.number ?? 1) > 1 });
  };

  const exported: DeskHandler = async (request) => {
    const entry = find(request);
    await tellRead({ who: request.session.person.id, conversation: entry.id, what: 'desk.export', rule: rule(request) });
    const entries = await threadOf(entry.id, { before: latest.before, most: 10_000 });
    const text = entries.map((line) => JSON.stringify(line)).join('\n');
    return { status: 200, text: `${text}\n`, headers: { 'Content-Disposition': 'attachment; filename="conversation.jsonl"' } };
  };

  const colleagues: DeskHandler = async () => {
    const load = new Map(colleaguesOf(board).map((colleague) => [colleague.id, colleague.open]));
    const body: Colleagues = {
      colleagues: board.attendance().present.map(({ person, state, capacity, skills, languages: spoken }) => ({
        ...person,
        state,
        open: load.get(person.id) ?? 0,
        capacity,
        skills,
        languages: spoken,
      })),
    };
    return ok(body);
  };

  const canned: DeskHandler = async ({ session: { person } }) => {
    const variables = {
      agent: person.name,
      bankName: contact.bankName,
      phone: contact.phone,
      hours: contact.hours.fr,
      hours_en: contact.hours.en,
    };
    const body = { replies: cannedReplies, variables };
    return ok(body satisfies { replies: readonly object[]; variables: CannedReplies['variables'] });
  };

  const wallboard: DeskHandler = async () => ok(wallboardOf(board, { clock, now: now(), midnight: midnightOf(now(), deps.timeZone) }));

  return { session, conversations, conversation, thread, export: exported, colleagues, cannedReplies: canned, wallboard } as const;
}
