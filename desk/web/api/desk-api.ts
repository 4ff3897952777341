import type { z } from 'zod';
import { conversationDetailSchema, conversationListSchema, type ListQuery, nextSchema, threadPageSchema } from '../../api/conversation.ts';
import { auditSchema, wallboardSchema } from '../../api/reports.ts';
import { deskRoutes } from '../../api/routes.ts';
import { cannedRepliesSchema, colleaguesSchema, sessionSchema, signOutAnswerSchema } from '../../api/session.ts';
import {
  type presenceSchema,
  type returnSchema,
  revealAnswerSchema,
  type revealSchema,
  type transferSchema,
  writeAnswerSchema,
} from '../../api/writes.ts';
import type { Caller } from './caller.ts';

/** What is sent with every change: made once, and the owner's token that was on the screen. */
interface Write {
  readonly id: string;
  readonly token: number;
}

export type DeskApi = ReturnType<typeof createDeskApi>;

/** Every door of the desk's API, typed by the contract. All may throw DeskCallError. */
export function createDeskApi(caller: Caller) {
  return { ...createReads(caller), ...createWrites(caller), ...createSigns(caller) };
}

function createReads({ get }: Caller) {
  return {
    session: () => get(deskRoutes.session.path, sessionSchema),
    conversations: (query: Partial<ListQuery>, signal?: AbortSignal) =>
      get(withQuery(deskRoutes.conversations.path, query), conversationListSchema, signal),
    next: () => get(deskRoutes.next.path, nextSchema),
    conversation: (id: string, signal?: AbortSignal) => get(of(deskRoutes.conversation.path, id), conversationDetailSchema, signal),
    thread: (id: string, before: number) => get(withQuery(of(deskRoutes.thread.path, id), { before, most: 100 }), threadPageSchema),
    colleagues: () => get(deskRoutes.colleagues.path, colleaguesSchema),
    cannedReplies: () => get(deskRoutes.cannedReplies.path, cannedRepliesSchema),
    wallboard: () => get(deskRoutes.wallboard.path, wallboardSchema),
    audit: (query: Readonly<{ conversation?: string; who?: string; most?: number }>) =>
      get(withQuery(deskRoutes.audit.path, query), auditSchema),
  };
}

function createWrites({ post, upload }: Caller) {
  const write = (path: string) => (id: string, body: object) => post(of(path, id), body, writeAnswerSchema);
  const transfer = write(deskRoutes.transfer.path);
  const giveBack = write(deskRoutes.return.path);
  return {
    claim: (id: string, body: Write) => write(deskRoutes.claim.path)(id, body),
    send: (id: string, body: Write & { readonly text: string }) => write(deskRoutes.messages.path)(id, body),
    note: (id: string, body: { readonly id: string; readonly text: string; readonly mentions: readonly string[] }) =>
      write(deskRoutes.notes.path)(id, body),
    document: (id: string, query: Write & { readonly name: string }, file: Blob) =>
      upload(withQuery(of(deskRoutes.documents.path, id), query), file, writeAnswerSchema),
    transfer: (id: string, body: z.input<typeof transferSchema>) => transfer(id, body),
    pass: (id: string, body: Write) => write(deskRoutes.pass.path)(id, body),
    recall: (id: string, body: Write) => write(deskRoutes.recall.path)(id, body),
    snooze: (id: string, body: Write & { readonly until: string }) => write(deskRoutes.snooze.path)(id, body),
    giveBack: (id: string, body: z.input<typeof returnSchema>) => giveBack(id, body),
    reveal: (id: string, body: z.input<typeof revealSchema>) => post(of(deskRoutes.reveal.path, id), body, revealAnswerSchema),
    signOut: () => post(deskRoutes.signOut.path, {}, signOutAnswerSchema),
  };
}

function createSigns({ tell }: Caller) {
  return {
    reading: (id: string, reading: boolean) => tell(of(deskRoutes.reading.path, id), { reading }),
    typing: (id: string, typing: boolean) => tell(of(deskRoutes.typing.path, id), { typing }),
    presence: (body: z.input<typeof presenceSchema>) => tell(deskRoutes.presence.path, body),
  };
}

/** Address of one conversation's door. */
export function of(path: string, id: string): string {
  return path.replace(':id', encodeURIComponent(id));
}

function withQuery(path: string, query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return search.size === 0 ? path : `${path}?${search}`;
}
