import type { DeskRole } from './terms.ts';

/** One route of the desk's API. */
export interface DeskRoute {
  readonly method: 'GET' | 'POST';
  /** `:id` is a conversation's id, encoded. */
  readonly path: `/desk/api/${string}`;
  /** Who may; nobody signed in where it is empty. */
  readonly roles: readonly DeskRole[];
  /** `file`: the body is one, and no JSON. */
  readonly takes?: 'file';
}

const staff: readonly DeskRole[] = ['agent', 'supervisor'];
const everybody: readonly DeskRole[] = ['agent', 'supervisor', 'auditor'];

/**
 * Every route, by its name. Each POST needs the header `x-desk-csrf` of the session, an `Origin` of ours, and a JSON body. The schemas
 * stand beside: the session in `session.ts`, lists and details in `conversation.ts`, writes in `writes.ts`, reports in `reports.ts`.
 */
export const deskRoutes = {
  /** `sessionSchema`. */
  session: { method: 'GET', path: '/desk/api/session', roles: everybody },
  /** A page that leads to the bank's identity provider, for the browser to go to; `?next=/desk/…`. */
  signIn: { method: 'GET', path: '/desk/api/sign-in', roles: [] },
  callback: { method: 'GET', path: '/desk/api/callback', roles: [] },
  /** → `signOutAnswerSchema`. */
  signOut: { method: 'POST', path: '/desk/api/sign-out', roles: everybody },
  /** `listQuerySchema` → `conversationListSchema`. */
  conversations: { method: 'GET', path: '/desk/api/conversations', roles: staff },
  /** → `nextSchema`. */
  next: { method: 'GET', path: '/desk/api/next', roles: staff },
  /** → `conversationDetailSchema`. */
  conversation: { method: 'GET', path: '/desk/api/conversations/:id', roles: staff },
  /** `?before=&most=` → `threadPageSchema`. */
  thread: { method: 'GET', path: '/desk/api/conversations/:id/thread', roles: staff },
  /** `:file` is the number of the entry and the place in it, such as `12.0`. The file itself, to be saved; 404 where Meta has it no more. */
  attachment: { method: 'GET', path: '/desk/api/conversations/:id/attachments/:file', roles: staff },
  /** `:document` is the id in a thread entry `document`. The file itself, to be saved; 404 where it is kept no more. */
  document: { method: 'GET', path: '/desk/api/conversations/:id/documents/:document', roles: staff },
  /** The whole thread as a file, for the customer's case: text/plain. */
  export: { method: 'GET', path: '/desk/api/conversations/:id/export', roles: ['supervisor'] },
  /** These ten: → `writeAnswerSchema`. */
  claim: { method: 'POST', path: '/desk/api/conversations/:id/claim', roles: staff },
  messages: { method: 'POST', path: '/desk/api/conversations/:id/messages', roles: staff },
  notes: { method: 'POST', path: '/desk/api/conversations/:id/notes', roles: staff },
  /** `documentQuerySchema` in the query; the body is the file: 413 where it is too large, 415 where it is of no kind that is handed over. */
  documents: { method: 'POST', path: '/desk/api/conversations/:id/documents', roles: staff, takes: 'file' },
  transfer: { method: 'POST', path: '/desk/api/conversations/:id/transfer', roles: staff },
  snooze: { method: 'POST', path: '/desk/api/conversations/:id/snooze', roles: staff },
  return: { method: 'POST', path: '/desk/api/conversations/:id/return', roles: staff },
  /** To the Page's inbox in Business Suite, and back from it or from another app of the Page. */
  pass: { method: 'POST', path: '/desk/api/conversations/:id/pass', roles: staff },
  recall: { method: 'POST', path: '/desk/api/conversations/:id/recall', roles: staff },
  /** `revealSchema` → `revealAnswerSchema`. */
  reveal: { method: 'POST', path: '/desk/api/conversations/:id/reveal', roles: staff },
  /** `readingSchema`, 204. */
  reading: { method: 'POST', path: '/desk/api/conversations/:id/presence', roles: staff },
  /** `typingSchema`, 204. */
  typing: { method: 'POST', path: '/desk/api/conversations/:id/typing', roles: staff },
  /** `presenceSchema`, 204. */
  presence: { method: 'POST', path: '/desk/api/presence', roles: staff },
  /** → `colleaguesSchema`. */
  colleagues: { method: 'GET', path: '/desk/api/colleagues', roles: staff },
  /** → `cannedRepliesSchema`. */
  cannedReplies: { method: 'GET', path: '/desk/api/canned-replies', roles: staff },
  /** `deskEventSchema`, server-sent. */
  events: { method: 'GET', path: '/desk/api/events', roles: staff },
  /** → `wallboardSchema`. */
  wallboard: { method: 'GET', path: '/desk/api/wallboard', roles: ['supervisor'] },
  /** `auditQuerySchema` → `auditSchema`. */
  audit: { method: 'GET', path: '/desk/api/audit', roles: ['auditor'] },
} as const satisfies Readonly<Record<string, DeskRoute>>;
