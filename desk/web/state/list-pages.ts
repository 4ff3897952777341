import type { ConversationList, ConversationSummary } from '../../api/conversation.ts';
import { compareConversations } from './queues.ts';

/** Pages of one list, as they were loaded. */
export interface ListPages {
  readonly pages: readonly ConversationList[];
  readonly pageParams: readonly (string | undefined)[];
}

/**
 * Puts a changed conversation where it belongs now. Where it lies behind the pages that are loaded it will come with them. Older
 * versions than the one at hand are left out: the stream and an answer may overtake each other.
 */
export function placeConversation(data: ListPages, conversation: ConversationSummary, belongs: boolean): ListPages {
  const known = findConversation(data, conversation.id);
  if (known && known.version > conversation.version) return data;
  const without = removeConversation(data, conversation.id);
  if (!belongs) return without;
  const at = without.pages.findIndex((page) => page.conversations.some((other) => compareConversations(conversation, other) < 0));
  const index = at === -1 ? without.pages.length - 1 : at;
  const isBehind = at === -1 && without.pages.at(-1)?.next !== undefined;
  if (isBehind) return without;
  return { ...without, pages: without.pages.map((page, number) => (number === index ? insert(page, conversation) : page)) };
}

function insert(page: ConversationList, conversation: ConversationSummary): ConversationList {
  const at = page.conversations.findIndex((other) => compareConversations(conversation, other) < 0);
  return { ...page, conversations: page.conversations.toSpliced(at === -1 ? page.conversations.length : at, 0, conversation) };
}

/** Takes a conversation out; the same pages where it is in none. */
export function removeConversation(data: ListPages, id: string): ListPages {
  if (!findConversation(data, id)) return data;
  const pages = data.pages.map((page) =>
    page.conversations.some((one) => one.id === id) ? { ...page, conversations: page.conversations.filter((one) => one.id !== id) } : page,
  );
  return { ...data, pages };
}

/** Changes one conversation in its place. */
export function changeConversation(
  data: ListPages,
  id: string,
  change: (conversation: ConversationSummary) => ConversationSummary,
): ListPages {
  if (!findConversation(data, id)) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    conversations: page.conversations.map((one) => (one.id === id ? change(one) : one)),
  }));
  return { ...data, pages };
}

export function findConversation(data: ListPages, id: string): ConversationSummary | undefined {
  for (const { conversations } of data.pages) {
    const found = conversations.find((one) => one.id === id);
    if (found) return found;
  }
  return undefined;
}

/** A page that was on its way while the stream brought something newer. New ones are put into the first page only: they would head any other. */
export function renewPage(
  page: ConversationList,
  changed: readonly ConversationSummary[],
  { isFirst, belongs }: { readonly isFirst: boolean; readonly belongs: (conversation: ConversationSummary) => boolean },
): ConversationList {
  const start: ListPages = { pages: [page], pageParams: [undefined] };
  const data = changed
    .filter(({ id }) => isFirst || findConversation(start, id))
    .reduce((pages, conversation) => placeConversation(pages, conversation, belongs(conversation)), start);
  return data.pages[0] ?? page;
}
