import type restify from 'restify';
import { z } from 'zod';
import { type DeskRoute, deskRoutes } from '../../desk/api/routes.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import { createBrowserCookie } from '../linking/browser-cookie.ts';
import { type AttachmentHandlerDeps, createAttachmentHandler } from './attachment-handler.ts';
import { type AuditHandlerDeps, createAuditHandler } from './audit-handler.ts';
import { admit, type DeskHandler, DeskProblemError, type GuardDeps, guarded, send } from './desk-request.ts';
import { createDocumentHandlers, type DocumentHandlersDeps } from './document-handlers.ts';
import { createDeskStreams } from './event-streams.ts';
import { createMomentHandlers, type MomentHandlersDeps } from './moment-handlers.ts';
import { createReadHandlers, type ReadHandlersDeps } from './read-handlers.ts';
import { createRevealHandler, type RevealHandlerDeps } from './reveal-handler.ts';
import { mountStaffSignIn } from './sign-in-routes.ts';
import { createStaffHandlers, type StaffHandlersDeps } from './staff-handlers.ts';
import type { StaffSessions } from './staff-sessions.ts';
import type { SubmitDeps } from './submit-write.ts';
import { createWriteHandlers } from './write-handlers.ts';

export interface DeskRoutesDeps
  extends Omit<ReadHandlersDeps, 'desk'>,
    Omit<MomentHandlersDeps, 'desk'>,
    Omit<SubmitDeps, 'desk'>,
    StaffHandlersDeps,
    RevealHandlerDeps,
    Omit<AttachmentHandlerDeps, 'desk'>,
    Pick<DocumentHandlersDeps, 'documents' | 'links'>,
    Pick<AuditHandlerDeps, 'ledger'>,
    Pick<GuardDeps, 'origins' | 'log'> {
  readonly desk: DeskStore;
  readonly sessions: StaffSessions;
  readonly publicUrl: () => string;
}

const routes = new Map<string, DeskRoute>(Object.entries(deskRoutes));
const afterSchema = z.coerce.number().int().min(0);

/** Gives every address of the desk's API its handler. The answer ends the streams, which would otherwise keep the server open. */
export function mountDesk(server: restify.Server, deps: DeskRoutesDeps): { close(): void } {
  const { sessions, publicUrl, log, desk, follower, clock, now } = deps;
  const cookies = {
    browser: () => createBrowserCookie(publicUrl(), 'desk'),
    session: () => createBrowserCookie(publicUrl(), 'desk-session'),
  };
  const guard: GuardDeps = { sessions, cookie: cookies.session, origins: deps.origins, log };
  const reading = {
    ...createReadHandlers(deps),
    ...createStaffHandlers(deps),
    audit: createAuditHandler(deps),
    reveal: createRevealHandler(deps),
    attachment: createAttachmentHandler(deps),
  };
  const signOut: DeskHandler = async ({ secret }) => {
    await sessions.close(secret);
    return { status: 200, body: { location: '/desk' }, headers: { 'Set-Cookie': cookies.session().drop() } };
  };

  mountStaffSignIn(server, { sessions, cookies, publicUrl, log });
  const handlers = {
    ...reading,
    ...createWriteHandlers(deps),
    ...createDocumentHandlers(deps),
    ...createMomentHandlers(deps),
    signOut,
  } as const;
  for (const [name, handler] of Object.entries(handlers)) {
    const route = routes.get(name);
    if (!route) throw new TypeError(`no route ${name}`);
    const handle = guarded(route, guard, handler);
    if (route.method === 'GET') server.get(route.path, handle);
    else server.post(route.path, handle);
  }

  const streams = createDeskStreams({ desk, follower, clock, now });
  server.get(deskRoutes.events.path, async (request: restify.Request, response: restify.Response) => {
    try {
      const { session, secret } = await admit(request, deskRoutes.events, guard);
      if (streams.full) throw new DeskProblemError(503, 'busy');
      const given = request.headers['last-event-id'] ?? new URLSearchParams(request.getQuery()).get('after') ?? undefined;
      const after = afterSchema.safeParse(given).data;
      const isSignedIn = async (): Promise<boolean> => (await sessions.touch(secret)) !== undefined;
      await streams.open(response, { agent: session.person.id, after: given === undefined ? undefined : after, isSignedIn });
    } catch (error) {
      const problem = error instanceof DeskProblemError ? error : new DeskProblemError(503, 'unavailable');
      if (response.headersSent) response.end();
      else send(response, { status: problem.status, body: { error: problem.code } });
    }
  });
  return streams;
}
