import type restify from 'restify';
import { ConnectorError } from '../../connectors/connector-error.ts';
import { deskRoutes } from '../../desk/api/routes.ts';
import type { BrowserCookie } from '../linking/browser-cookie.ts';
import { newSecret } from '../linking/link-secrets.ts';
import { send } from './desk-request.ts';
import type { StaffSessions } from './staff-sessions.ts';

export interface SignInRoutesDeps {
  readonly sessions: StaffSessions;
  readonly cookies: { readonly browser: () => BrowserCookie; readonly session: () => BrowserCookie };
  readonly publicUrl: () => string;
  readonly log: { warn(fields: object, message: string): void };
}

/** A path of the desk, and nothing that leads elsewhere. */
function nextOf(request: restify.Request): string {
  const next = new URLSearchParams(request.getQuery()).get('next') ?? '/desk';
  return /^\/desk(?:\/[\w\-/%.:]*)?$/.test(next) ? next : '/desk';
}

/** The provider has said no; it answers 401 with `consent_expired` where it does not know the client or the code any more. */
const refusals: ReadonlySet<string> = new Set(['bad_request', 'consent_expired']);

/** Where somebody ends whose sign-in came to nothing; the application says it in words. */
const refused = (why: 'denied' | 'unavailable'): string => `/desk?problem=${why}`;

/** The two addresses of the sign-in at the bank's identity provider; everything else needs the session that begins here. */
export function mountStaffSignIn(server: restify.Server, { sessions, cookies, publicUrl, log }: SignInRoutesDeps): void {
  const redirect = (response: restify.Response, location: string, set: readonly string[] = []): void => {
    if (set.length > 0) response.setHeader('Set-Cookie', [...set]);
    send(response, { status: 303, headers: { Location: location } });
  };
  const orRefused = async (response: restify.Response, run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a sign-in at the desk failed');
      redirect(response, refused(error instanceof ConnectorError && refusals.has(error.code) ? 'denied' : 'unavailable'));
    }
  };

  server.get(deskRoutes.signIn.path, async (request: restify.Request, response: restify.Response) => {
    await orRefused(response, async () => {
      const browser = cookies.browser().read(request.headers.cookie) ?? newSecret();
      const { location } = await sessions.begin(browser, nextOf(request));
      redirect(response, location, [cookies.browser().write(browser)]);
    });
  });

  server.get(deskRoutes.callback.path, async (request: restify.Request, response: restify.Response) => {
    await orRefused(response, async () => {
      const browser = cookies.browser().read(request.headers.cookie);
      const callback = new URL(`${publicUrl()}${deskRoutes.callback.path}`);
      callback.search = request.getQuery();
      const finished = browser === undefined ? undefined : await sessions.finish(callback, browser);
      if (!finished) return redirect(response, refused('denied'));
      // A session before this one is of another sign-in: it ends here.
      const former = cookies.session().read(request.headers.cookie);
      if (former !== undefined) await sessions.close(former);
      redirect(response, finished.next, [cookies.session().write(finished.secret), cookies.browser().drop()]);
    });
  });
}
