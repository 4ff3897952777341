import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  type ConversationDetail,
  type ConversationList,
  conversationDetailSchema,
  conversationListSchema,
} from '../../desk/api/conversation.ts';
import { type DeskEvent, deskEventSchema } from '../../desk/api/events.ts';
import { type DeskSession, sessionSchema } from '../../desk/api/session.ts';
import { type WriteAnswer, writeAnswerSchema } from '../../desk/api/writes.ts';
import { createCookieJar } from './cookie-jar.ts';
import { until } from './until.ts';

/** A browser at the desk, of somebody who has signed in. */
export interface DeskBrowser {
  readonly session: DeskSession;
  /** The raw answer. */
  get(path: string): Promise<Response>;
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
  read<Value>(path: string, schema: z.ZodType<Value>): Promise<Value>;
  list(query?: string): Promise<ConversationList>;
  detail(id: string): Promise<ConversationDetail>;
  /** A write under the token of the owner as it is now, unless one is given. */
  write(id: string, what: string, body?: Readonly<Record<string, unknown>>): Promise<WriteAnswer>;
  /** Hands a document over, under the token as it is now unless another is given; the raw answer. */
  handOver(
    id: string,
    document: { readonly id: string; readonly name: string; readonly bytes: Buffer; readonly token?: number },
  ): Promise<Response>;
  /** Says that somebody is there to take work. */
  available(): Promise<void>;
  /** Follows the stream; `stop` cuts it. */
  follow(after?: string): { readonly events: readonly (DeskEvent & { readonly id?: string })[]; stop(): void };
}

type Walked = { readonly url: URL; readonly response: Response };

function parseFrames(text: string, into: (DeskEvent & { readonly id?: string })[]): string {
  const frames = text.split('\n\n');
  const rest = frames.pop() ?? '';
  for (const one of frames) {
    const data = /^data: (.*)$/m.exec(one)?.[1];
    const id = /^id: (.*)$/m.exec(one)?.[1];
    if (data !== undefined) into.push({ ...deskEventSchema.parse(JSON.parse(data)), ...(id === undefined ? {} : { id }) });
  }
  return rest;
}

/** Signs somebody of the demo bank in, through the identity provider's own pages. */
export async function openDesk(origin: string, member: string): Promise<DeskBrowser> {
  const jar = createCookieJar();

  async function walk(start: string): Promise<Walked> {
    let next: { readonly url: URL; readonly form?: URLSearchParams } = { url: new URL(start) };
    for (let step = 0; step < 12; step += 1) {
      const { url, form } = next;
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: jar.header(url) },
        ...(form ? { method: 'POST', body: form } : {}),
      });
      jar.keep(url, response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (location === null && url.pathname.startsWith('/staff/interaction/')) next = { url, form: new URLSearchParams({ member }) };
      else if (location === null) return { url, response };
      else next = { url: new URL(location, url) };
      if (next.url.pathname === '/desk') return { url: next.url, response };
    }
    throw new Error('the sign-in went round in circles');
  }

  const { url } = await walk(`${origin}/desk/api/sign-in?next=/desk`);
  if (url.searchParams.has('problem')) throw new Error(`the sign-in was refused: ${url.search}`);
  const at = (path: string): URL => new URL(path, origin);
  const get = (path: string): Promise<Response> => fetch(at(path), { headers: { cookie: jar.header(at(path)) } });
  const session = sessionSchema.parse(await (await get('/desk/api/session')).json());
  const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(at(path), {
      method: 'POST',
      headers: { cookie: jar.header(at(path)), origin, 'content-type': 'application/json', 'x-desk-csrf': session.csrf, ...headers },
      body: JSON.stringify(body),
    });
  const read = async <Value>(path: string, schema: z.ZodType<Value>): Promise<Value> => {
    const answer = await get(path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return schema.parse(await answer.json());
  };
  const list = (query = ''): Promise<ConversationList> => read(`/desk/api/conversations${query}`, conversationListSchema);
  const pathOf = (id: string): string => `/desk/api/conversations/${encodeURIComponent(id)}`;

  return {
    session,
    get,
    post,
    read,
    list,
    detail: (id) => read(pathOf(id), conversationDetailSchema),
    async write(id, what, body = {}) {
      const token = (await list()).conversations.find((one) => one.id === id)?.owner.token ?? 0;
      const answer = await post(`${pathOf(id)}/${what}`, { id: randomUUID(), token, ...body });
      if (![200, 202, 409].includes(answer.status)) throw new Error(`${what} answered ${answer.status}: ${await answer.text()}`);
      return writeAnswerSchema.parse(await answer.json());
    },
    async handOver(id, { bytes, name, ...document }) {
      const token = document.token ?? (await list()).conversations.find((one) => one.id === id)?.owner.token ?? 0;
      const query = new URLSearchParams({ id: document.id, token: String(token), name }).toString();
      const path = at(`${pathOf(id)}/documents?${query}`);
      const headers = { cookie: jar.header(path), origin, 'content-type': 'application/octet-stream', 'x-desk-csrf': session.csrf };
      return fetch(path, { method: 'POST', headers, body: new Uint8Array(bytes) });
    },
    async available() {
      await post('/desk/api/presence', { state: 'available' });
      await until(async () => ((await (await get('/desk/api/colleagues')).text()).includes(session.agent.id) ? true : undefined));
    },
    follow(after) {
      const events: (DeskEvent & { readonly id?: string })[] = [];
      const cut = new AbortController();
      const path = after === undefined ? '/desk/api/events' : `/desk/api/events?after=${after}`;
      void (async () => {
        const response = await fetch(at(path), { headers: { cookie: jar.header(at(path)) }, signal: cut.signal });
        let rest = '';
        const decoder = new TextDecoder();
        for await (const chunk of response.body ?? []) rest = parseFrames(rest + decoder.decode(chunk, { stream: true }), events);
      })().catch(() => undefined);
      return { events, stop: () => cut.abort() };
    },
  };
}
