import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer, json } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { classOfField } from '../../../bots/desk/customer-facts.ts';
import { frameOf } from '../../../bots/desk/feed-frames.ts';
import { writeReason } from '../../../desk/api/audit-names.ts';
import {
  conversationDetailSchema,
  conversationListSchema,
  listQuerySchema,
  nextSchema,
  queueFilters,
  threadPageSchema,
} from '../../../desk/api/conversation.ts';
import type { DeskEvent } from '../../../desk/api/events.ts';
import { auditQuerySchema, auditSchema, wallboardSchema } from '../../../desk/api/reports.ts';
import { deskRoutes } from '../../../desk/api/routes.ts';
import { cannedRepliesSchema, colleaguesSchema, sessionSchema } from '../../../desk/api/session.ts';
import { skills, urgencies } from '../../../desk/api/terms.ts';
import {
  claimSchema,
  messageSchema,
  noteSchema,
  passSchema,
  presenceSchema,
  readingSchema,
  recallSchema,
  returnSchema,
  revealAnswerSchema,
  revealSchema,
  snoozeSchema,
  transferSchema,
  typingSchema,
  writeAnswerSchema,
} from '../../../desk/api/writes.ts';
import { createDeskWeb } from '../../../desk/serve-web.ts';
import { belongsTo, compareConversations, passes } from '../../../desk/web/state/queues.ts';
import { listen } from '../listen.ts';
import type { Answered, Asked } from './asked.ts';
import { iso, type StubConversation } from './build-conversation.ts';
import { personOf, type StubAgent, stubAgents } from './people.ts';
import { cannedReplies, revealed } from './sample-answers.ts';
import { createStubDocuments } from './stub-documents.ts';
import { createDeskWorld, type DeskWorld } from './world.ts';

type RouteName = keyof typeof deskRoutes;

interface StreamOptions {
  readonly agent: StubAgent;
  /** The last event that the page has. */
  readonly after: string;
}

export interface DeskStub {
  readonly url: string;
  readonly world: DeskWorld;
  /** The value of the cookie `desk` by which somebody is signed in. */
  cookieOf(agent: StubAgent): string;
  /** Comes before every answer of the API from now on: something happens in between, or another answer is given. */
  before(step: Before): void;
  /** Cuts all streams of events, and refuses new ones until the answer is called. */
  cut(): () => void;
  endSessions(): void;
  /** How many pages follow the events. */
  streams(): number;
  close(): Promise<void>;
}

/** What was asked for, by the name of the route; undefined where the stub answers as ever. */
type Before = (route: RouteName) => Answered | undefined;

const csrf = 'stub-csrf';
const built = pathToFileURL(fileURLToPath(new URL('../../../desk/web/dist/', import.meta.url)));

/** A server that speaks the desk's contract, checked by its schemas in both directions, over a world in memory. */
export async function startDeskStub(sample: (now: number) => StubConversation[]): Promise<DeskStub> {
  const world = createDeskWorld(sample);
  const web = createDeskWeb(built);
  const streams = new Set<ServerResponse>();
  let isCut = false;
  let hasEnded = false;
  let before: Before = () => undefined;
  const handlers = createHandlers(world);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stub.invalid');
    const agent = hasEnded ? undefined : agentOf(request.headers.cookie);
    const found = routeOf(request.method ?? 'GET', url.pathname);
    if (!found) return web.answer(request, response);
    if (found.name === 'signIn') return signIn(url, response);
    if (!agent) return send(response, { status: 401, json: { error: 'signed_out' } });
    if (!deskRoutes[found.name].roles.some((role) => agent.roles.includes(role)))
      return send(response, { status: 403, json: { error: 'forbidden' } });
    if (found.name === 'events') return openStream(request, response, { agent, after: url.searchParams.get('after') ?? '' });
    const isForged = request.method === 'POST' && (request.headers['x-desk-csrf'] !== csrf || request.headers.origin === undefined);
    if (isForged) return send(response, { status: 403, json: { error: 'csrf' } });
    const body = request.method === 'POST' ? await bodyOf(request, found.name) : undefined;
    if (found.id !== '' && !world.conversations.has(found.id)) return send(response, { status: 404, json: { error: 'not_found' } });
    const instead = before(found.name);
    const asked = { ...found, agent, query: url.searchParams, body };
    send(response, instead ?? handlers[found.name]?.(asked) ?? { status: 404, json: { error: 'not_found' } });
  }

  function signIn(url: URL, response: ServerResponse): void {
    hasEnded = false;
    response.writeHead(302, {
      location: url.searchParams.get('next') ?? '/desk',
      'set-cookie': `desk=${stubAgents[0]?.id}; HttpOnly; SameSite=Lax; Path=/`,
    });
    response.end();
  }

  function openStream(request: IncomingMessage, response: ServerResponse, { agent, after }: StreamOptions): void {
    if (isCut) return void response.destroy();
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    response.write('retry: 200\n\n');
    const missed = world.since(String(request.headers['last-event-id'] ?? after));
    if (!missed) response.write(frameOf({ type: 'resync' }));
    // What is caught up is told without its words, as at the real server.
    for (const { id, event } of missed ?? []) response.write(frameOf(brief(event), id));
    const stop = world.follow(({ id, event }) => {
      const isTold = event.type !== 'conversation' || world.reads(agent, event.conversation.id);
      response.write(frameOf(isTold ? event : brief(event), id));
    });
    streams.add(response);
    response.once('close', () => {
      stop();
      streams.delete(response);
    });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, { status: 500, json: { error: 'unavailable', message: String(error) } }),
    );
  });
  const url = await listen(server);
  return {
    url,
    world,
    cookieOf: ({ id }) => id,
    before(step) {
      before = step;
    },
    cut() {
      isCut = true;
      for (const stream of streams) stream.destroy();
      return () => {
        isCut = false;
      };
    },
    streams: () => streams.size,
    endSessions() {
      hasEnded = true;
      world.emit({ type: 'signed_out' });
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** For who does not have the conversation open: that it has changed, without what was said. */
function brief(event: DeskEvent): DeskEvent {
  return event.type === 'conversation' ? { ...event, entries: [] } : event;
}

function bodyOf(request: IncomingMessage, name: RouteName): Promise<unknown> {
  return 'takes' in deskRoutes[name] ? buffer(request) : json(request);
}

function agentOf(cookie: string | undefined): StubAgent | undefined {
  const id = /(?:^|; )desk=([\w-]+)/.exec(cookie ?? '')?.[1];
  return stubAgents.find((agent) => agent.id === id);
}

function routeOf(method: string, path: string): (Pick<Asked, 'id' | 'file'> & { readonly name: RouteName }) | undefined {
  for (const name of routeNames) {
    const route = deskRoutes[name];
    const match = new RegExp(`^${route.path.replaceAll(/:\w+/g, '([^/]+)')}$`).exec(path);
    if (match && route.method === method) return { name, id: decodeURIComponent(match[1] ?? ''), file: match[2] ?? '' };
  }
  return undefined;
}

const routeNames = Object.keys(deskRoutes).filter((name): name is RouteName => name in deskRoutes);

function send(response: ServerResponse, { status = 200, json, bytes }: Answered): void {
  if (bytes) {
    response.writeHead(status, { 'content-type': 'application/pdf', 'content-disposition': 'attachment', 'cache-control': 'no-store' });
    return void response.end(bytes);
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(json === undefined ? '' : JSON.stringify(json));
}

/** Checks what comes in and what goes out by the contract. */
function write<Body>(schema: z.ZodType<Body>, run: (asked: Asked, body: Body) => z.input<typeof writeAnswerSchema>) {
  return (asked: Asked): Answered => {
    const body = schema.safeParse(asked.body);
    if (!body.success) return { status: 400, json: { error: 'invalid', fields: body.error.issues.map(({ path }) => path.join('.')) } };
    const answer = writeAnswerSchema.parse(run(asked, body.data));
    return { status: answer.outcome === 'refused' ? 409 : 200, json: answer };
  };
}

function createHandlers(world: DeskWorld): Partial<Record<RouteName, (asked: Asked) => Answered>> {
  const { writes } = world;
  return {
    ...createReports(world),
    ...createStubDocuments(world),
    next() {
      const waiting = [...world.conversations.values()]
        .map(({ summary }) => summary)
        .filter(({ owner, status }) => owner.kind === 'queue' && status === 'open');
      return { json: nextSchema.parse({ conversation: waiting.sort(compareConversations)[0]?.id ?? null }) };
    },
    session: ({ agent }) => ({
      json: sessionSchema.parse({
        agent: personOf(agent),
        persona: agent.name,
        roles: agent.roles,
        skills: agent.skills,
        languages: ['fr', 'en'],
        csrf,
        endsAt: iso(Date.now() + 8 * 3_600_000),
        bankName: 'Banque des Halles',
        timeZone: 'Europe/Paris',
        now: iso(Date.now()),
      }),
    }),
    signOut: () => ({ json: { location: '/desk' } }),
    conversations: ({ agent, query }) => ({ json: list(world, agent, query) }),
    conversation({ agent, id }) {
      world.note(agent, { what: 'desk.conversation', conversation: id });
      return { json: conversationDetailSchema.parse(world.detail(id, agent)) };
    },
    thread({ agent, id, query }) {
      world.note(agent, { what: 'desk.thread', conversation: id });
      const before = world.find(id).thread.filter(({ number }) => number < Number(query.get('before')));
      return {
        json: threadPageSchema.parse({
          thread: before.slice(-Number(query.get('most'))),
          hasEarlier: before.length > Number(query.get('most')),
        }),
      };
    },
    claim: write(claimSchema, ({ id, agent }, body) => writes.claim(id, agent, body)),
    messages: write(messageSchema, ({ id, agent }, body) => writes.messages(id, agent, body)),
    notes: write(noteSchema, ({ id, agent }, body) => writes.notes(id, agent, body)),
    pass: write(passSchema, ({ id, agent }, body) => writes.pass(id, agent, body)),
    recall: write(recallSchema, ({ id, agent }, body) => writes.recall(id, agent, body)),
    transfer: write(transferSchema, ({ id, agent }, body) => writes.transfer(id, agent, body)),
    snooze: write(snoozeSchema, ({ id, agent }, body) => writes.snooze(id, agent, body)),
    return: write(returnSchema, ({ id, agent }, body) => writes.return(id, agent, body)),
    reveal({ agent, id, body }) {
      const asked = revealSchema.safeParse(body);
      if (!asked.success) return { status: 400, json: { error: 'invalid' } };
      const { field, reason, words } = asked.data;
      world.note(agent, {
        what: `desk.${field}`,
        conversation: id,
        reason: writeReason(reason, words),
        classes: { [classOfField[field]]: 'shown' },
        rule: `revealed to role ${agent.roles.join(', ')}`,
      });
      return {
        json: revealAnswerSchema.parse({ outcome: 'revealed', lines: revealed[field], hideAt: iso(Date.now() + 60_000) }),
      };
    },
    reading({ agent, id, body }) {
      const told = readingSchema.safeParse(body);
      if (told.success) world.lease(id, agent, told.data.reading);
      return { status: told.success ? 204 : 400 };
    },
    typing: ({ body }) => ({ status: typingSchema.safeParse(body).success ? 204 : 400 }),
    presence: ({ body }) => ({ status: presenceSchema.safeParse(body).success ? 204 : 400 }),
    colleagues: () => ({
      json: colleaguesSchema.parse({
        colleagues: stubAgents
          .filter(({ roles }) => roles.includes('agent'))
          .map((agent) => ({
            ...personOf(agent),
            state: 'available',
            open: 2,
            capacity: 5,
            skills: agent.skills,
            languages: ['fr', 'en'],
          })),
      }),
    }),
    cannedReplies: ({ agent }) => ({
      json: cannedRepliesSchema.parse({
        replies: cannedReplies,
        variables: { agent: agent.name, bankName: 'Banque des Halles', phone: '01 40 00 00 00', hours: '9 h – 18 h' },
      }),
    }),
  };
}

function list(world: DeskWorld, agent: StubAgent, query: URLSearchParams) {
  const { queue, search, after, most, ...only } = listQuerySchema.parse(Object.fromEntries(query));
  world.note(agent, { what: `desk.list.${queue}` });
  const all = [...world.conversations.values()].map(({ summary }) => summary).sort(compareConversations);
  const wanted = search?.toLowerCase() ?? '';
  const found = all.filter(
    (one) =>
      belongsTo(queue, one, agent.id) &&
      passes(only, one) &&
      JSON.stringify([one.customer.label, one.last?.text, one.reason, one.owner.agent?.name]).toLowerCase().includes(wanted),
  );
  const start = after === undefined ? 0 : Number(after);
  const next = start + most < found.length ? { next: String(start + most) } : {};
  const counts = Object.fromEntries(queueFilters.map((name) => [name, all.filter((one) => belongsTo(name, one, agent.id)).length]));
  return conversationListSchema.parse({
    conversations: found.slice(start, start + most),
    ...next,
    counts,
    lastEventId: world.lastEventId(),
  });
}

function createReports(world: DeskWorld): Partial<Record<RouteName, (asked: Asked) => Answered>> {
  return {
    wallboard() {
      const waiting = [...world.conversations.values()].map(({ summary }) => summary).filter(({ owner }) => owner.kind === 'queue');
      return {
        json: wallboardSchema.parse({
          at: iso(Date.now()),
          open: true,
          opensAt: null,
          waiting: waiting.length,
          longestWaitMs: 19 * 60_000,
          withAgents: 4,
          promised: 1,
          late: 1,
          agents: { available: 3, away: 1 },
          today: { handedOver: 42, answered: 38, inTime: 35, medianFirstAnswerMs: 174_000 },
          skills: skills.map((skill) => ({
            skill,
            waiting: waiting.filter((one) => one.skill === skill).length,
            longestWaitMs: 190_000,
            available: skill === 'disputes' ? 0 : 2,
          })),
          urgencies: urgencies.map((urgency) => ({ urgency, waiting: waiting.filter((one) => one.urgency === urgency).length })),
          satisfaction: { answers: 27, average: 4.4 },
        }),
      };
    },
    audit({ agent, query }) {
      const { who, conversation, most } = auditQuerySchema.parse(Object.fromEntries(query));
      world.note(agent, { what: 'desk.audit', ...(conversation === undefined ? {} : { conversation }) });
      const entries = world.audit.filter(
        (entry) => (who === undefined || entry.who?.id === who) && (conversation === undefined || entry.conversation === conversation),
      );
      return { json: auditSchema.parse({ entries: entries.slice(0, most), since: iso(Date.now() - 7 * 24 * 3_600_000) }) };
    },
  };
}
