import type restify from 'restify';
import { type DisclosureLevel, disclosureLevels } from '../../secrecy/grant.ts';
import { readBody } from '../http/read-body.ts';
import { answeringHtml, type HtmlAnswer, isFromElsewhere, languageOf, parameterOf } from '../pages/html-answer.ts';
import { createBrowserCookie } from './browser-cookie.ts';
import type { LinkService } from './link-service.ts';
import { createLinkPages } from './pages.ts';
import type { LinkFailure } from './sign-in-flow.ts';

export interface LinkingDeps {
  readonly links: Pick<LinkService, 'flow'>;
  readonly bankName: string;
  /** Address at which customers reach this process, without a slash at its end. */
  readonly publicUrl: () => string;
}

const statusOf: Readonly<Record<LinkFailure | 'browser', number>> = { dead: 410, browser: 400, declined: 200, bank: 503 };

/**
 * `GET /link/<token>` explains, and changes nothing: programs that preview links open it, too. `POST /link/<token>` uses the link up and
 * leads to the bank. `GET /link/callback` is where the bank sends the browser back. No parameter of any of them decides where to go.
 */
export function mountLinking(server: restify.Server, { links: { flow }, bankName, publicUrl }: LinkingDeps): void {
  const pages = createLinkPages(bankName);

  function fail(language: Parameters<typeof pages.failure>[0], why: LinkFailure | 'browser'): HtmlAnswer {
    return { status: statusOf[why], html: pages.failure(language, why) };
  }

  async function intro(request: restify.Request): Promise<HtmlAnswer> {
    const cookie = createBrowserCookie(publicUrl());
    const step = await flow.look(parameterOf(request, 'token'));
    const language = step.language ?? languageOf(request);
    if (!step.ok) return fail(language, step.why);
    return { status: 200, html: pages.intro(language), cookies: [cookie.write(cookie.read(request.headers.cookie))] };
  }

  async function start(request: restify.Request): Promise<HtmlAnswer> {
    const browser = createBrowserCookie(publicUrl()).read(request.headers.cookie);
    if (browser === undefined || isFromElsewhere(request)) return fail(languageOf(request), 'browser');
    const step = await flow.start(parameterOf(request, 'token'), browser);
    const language = step.language ?? languageOf(request);
    return step.ok ? { status: 200, html: pages.leaving(language, step.authorizationUrl) } : fail(language, step.why);
  }

  async function callback(request: restify.Request): Promise<HtmlAnswer> {
    const browser = createBrowserCookie(publicUrl()).read(request.headers.cookie);
    if (browser === undefined) return fail(languageOf(request), 'dead');
    const url = new URL(`${publicUrl()}/link/callback`);
    url.search = request.getQuery();
    const step = await flow.finish(url, browser);
    const language = step.language ?? languageOf(request);
    if (!step.ok) return fail(language, step.why);
    return { status: 200, html: 'code' in step ? pages.code(language, step.code) : pages.choose(language, step) };
  }

  async function choose(request: restify.Request): Promise<HtmlAnswer> {
    const browser = createBrowserCookie(publicUrl()).read(request.headers.cookie);
    const decided = choiceIn(await readBody(request, mostOfForm));
    if (browser === undefined || isFromElsewhere(request) || !decided) return fail(languageOf(request), 'dead');
    const step = await flow.choose(decided, browser);
    const language = step.language ?? languageOf(request);
    return step.ok ? { status: 200, html: pages.code(language, step.code) } : fail(language, step.why);
  }

  const answering = answeringHtml(pages.contentSecurityPolicy);
  server.get('/link/callback', answering(callback));
  server.post('/link/choice', answering(choose));
  server.get('/link/:token', answering(intro));
  server.head('/link/:token', answering(intro));
  server.post('/link/:token', answering(start));
}

const mostOfForm = 4_096;

/** What the form of the choice holds; undefined where it holds none. */
function choiceIn(body: Buffer): { readonly state: string; readonly level: DisclosureLevel } | undefined {
  const form = new URLSearchParams(body.toString());
  const level = disclosureLevels.find((known) => known === form.get('level'));
  return level && { state: form.get('state') ?? '', level };
}
