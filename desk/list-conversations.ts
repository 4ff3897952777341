import { inOrder } from '../handoff/queue.ts';
import type { ConversationList, ListQuery, queueFilters } from './api/conversation.ts';
import type { Board, BoardEntry } from './board.ts';
import { queueOf, waitingOf } from './standing.ts';
import { labelOf, type ViewContext, viewConversation } from './view-conversation.ts';

type Area = (typeof queueFilters)[number];

/** Whether a conversation belongs to an area of the list, for one person. */
const areas: Readonly<Record<Area, (entry: BoardEntry, agent: string) => boolean>> = {
  urgent: ({ stored }) => stored.urgency === 'urgent' && stored.status !== 'returned',
  mine: ({ stored }, agent) => stored.owner.agent?.id === agent,
  unassigned: ({ stored }) =>
    stored.status !== 'returned' && (stored.owner.kind === 'queue' || (stored.owner.kind === 'bot' && stored.promises.length > 0)),
  promised: ({ stored }) => stored.promises.length > 0,
  waiting: ({ stored }) => stored.status === 'waiting' || stored.status === 'snoozed',
  all: () => true,
};

/** Small letters without accents. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function matches({ id, stored }: BoardEntry, { search, skill, language }: ListQuery): boolean {
  if (skill !== undefined && stored.skill !== skill) return false;
  if (language !== undefined && stored.language !== language) return false;
  if (search === undefined || search === '') return true;
  const text = fold(
    [labelOf(id), stored.last?.text ?? '', stored.owner.agent?.name ?? '', stored.reason, stored.packet?.words ?? ''].join(' '),
  );
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Who waits comes first, in the order of the queue; then whoever has heard from us last. */
function sorted(entries: readonly BoardEntry[]): readonly BoardEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const waits = ({ stored }: BoardEntry): boolean => stored.status === 'open';
  const first = inOrder(entries.filter(waits).map(waitingOf)).flatMap(({ id }) => byId.get(id) ?? []);
  const rest = entries
    .filter((entry) => !waits(entry))
    .toSorted((one, other) => ((one.stored.last?.at ?? '') < (other.stored.last?.at ?? '') ? 1 : -1));
  return [...first, ...rest];
}

export function placesOf(board: Pick<Board, 'entries'>): ReadonlyMap<string, number> {
  return new Map(queueOf(board).map(({ id }, index) => [id, index + 1]));
}

/** One page of an area. The cursor is the id of the last conversation of the page before. */
export function listConversations(
  board: Board,
  { query, agent }: { readonly query: ListQuery; readonly agent: string },
  context: Omit<ViewContext, 'places'>,
): Omit<ConversationList, 'lastEventId'> {
  const entries = [...board.entries()];
  const found = sorted(entries.filter((entry) => areas[query.queue](entry, agent) && matches(entry, query)));
  const start = query.after === undefined ? 0 : found.findIndex(({ id }) => id === query.after) + 1;
  const page = found.slice(start, start + query.most);
  const places = placesOf(board);
  const last = page.at(-1);
  const count = (area: Area): number => entries.filter((entry) => areas[area](entry, agent)).length;
  return {
    conversations: page.map((entry) => viewConversation(entry, { ...context, places })),
    ...(last && start + query.most < found.length ? { next: last.id } : {}),
    counts: {
      urgent: count('urgent'),
      mine: count('mine'),
      unassigned: count('unassigned'),
      promised: count('promised'),
      waiting: count('waiting'),
      all: entries.length,
    },
  };
}
