import type restify from 'restify';
import { createBrowserCookie } from '../linking/browser-cookie.ts';
import { type AnswerHtml, answeringHtml, languageOf, policyFor } from '../pages/html-answer.ts';
import type { BoothPage } from './booth-page.ts';
import type { BoothService } from './booth-service.ts';
import { boothStyle } from './booth-style.ts';
import { boothPath } from './booth-topic.ts';
import { type BoothVisitDeps, createBoothVisits } from './booth-visits.ts';
import { boothCatalogue, createEntryPages } from './entry-pages.ts';
import { createEntryHandlers } from './entry-routes.ts';
import { acting, type InsideDeps, leaving, showing, standing } from './inside-routes.ts';

export interface BoothDeps extends Omit<BoothVisitDeps, 'sessions' | 'catalogue'>, Pick<InsideDeps, 'pages' | 'bankName' | 'tell' | 'log'> {
  readonly booth: BoothService;
  /** Address at which customers reach this process, without a slash at its end. */
  readonly publicUrl: () => string;
}

/**
 * `GET /booth/<token>` explains, and changes nothing: programs that preview links open it, too. `POST /booth/<token>` binds the link to
 * the browser, uses it up and leads to the bank; `GET /booth/callback` is where the bank sends the browser back. Everything else needs
 * the session that begins there. No parameter of any of them decides where to go.
 */
export function mountBooth(server: restify.Server, deps: BoothDeps): void {
  const { booth, publicUrl, pages, bankName } = deps;
  const catalogue = boothCatalogue();
  const entryPages = createEntryPages(catalogue, bankName);
  const cookies = { browser: () => createBrowserCookie(publicUrl(), 'booth'), session: () => createBrowserCookie(publicUrl(), 'session') };
  const entry = createEntryHandlers({ booth, entryPages, publicUrl, cookies });
  const enter = createBoothVisits({ ...deps, sessions: booth.sessions, catalogue });
  const inside: InsideDeps = { ...deps, enter, sessions: booth.sessions, cookie: cookies.session, entryPages };
  const answerHtml = answeringHtml(policyFor(boothStyle));
  const answering = (handle: AnswerHtml) => answerHtml(orUnavailable(handle));
  const { home, closed } = standing(inside);

  server.get(boothPath, answering(home));
  server.get(`${boothPath}/closed`, answering(closed));
  server.post(`${boothPath}/leave`, answering(leaving(inside)));
  server.get(`${boothPath}/callback`, answering(entry.callback));
  for (const page of pages) mountPage(page);
  server.get(`${boothPath}/:token`, answering(entry.intro));
  server.head(`${boothPath}/:token`, answering(entry.intro));
  server.post(`${boothPath}/:token`, answering(entry.start));

  /** Customers never see a bare status, whatever breaks: the store is away, or a body never came. */
  function orUnavailable(handle: AnswerHtml): AnswerHtml {
    return async (request) => {
      try {
        return await handle(request);
      } catch (error) {
        deps.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the booth could not answer');
        return { status: 503, html: entryPages.shut(languageOf(request), 'unavailable') };
      }
    };
  }

  function mountPage(page: BoothPage): void {
    server.get(`${boothPath}/${page.path}`, answering(showing(inside, page)));
    if (page.act) server.post(`${boothPath}/${page.path}`, answering(acting(inside, page, page.act)));
  }
}
