import type { Only, Queue } from './queues.ts';

/** Names of what is kept of the server's answers. */
export const queryKeys = {
  session: ['session'],
  counts: ['counts'],
  lists: ['list'],
  list: (queue: Queue, search: string, only: Only = {}) => ['list', queue, search, only],
  details: ['detail'],
  detail: (id: string) => ['detail', id],
  colleagues: ['colleagues'],
  cannedReplies: ['canned-replies'],
  wallboard: ['wallboard'],
  audits: ['audit'],
  audit: (who: string, conversation: string) => ['audit', who, conversation],
} as const;
