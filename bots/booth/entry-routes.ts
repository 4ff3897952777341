import type restify from 'restify';
import type { Language } from '../../i18n/language.ts';
import type { BrowserCookie } from '../linking/browser-cookie.ts';
import { type HtmlAnswer, isFromElsewhere, languageOf, parameterOf } from '../pages/html-answer.ts';
import type { BoothService } from './booth-service.ts';
import { boothPath } from './booth-topic.ts';
import type { EntryPages, Shut } from './entry-pages.ts';

export interface EntryDeps {
  readonly booth: Pick<BoothService, 'flow' | 'sessions'>;
  readonly entryPages: EntryPages;
  readonly publicUrl: () => string;
  /** The cookies with the secret of the browser, and of the session. */
  readonly cookies: { readonly browser: () => BrowserCookie; readonly session: () => BrowserCookie };
}

const statusOf: Readonly<Record<Shut, number>> = {
  dead: 410,
  used: 410,
  elsewhere: 410,
  browser: 400,
  declined: 200,
  weak: 403,
  stranger: 403,
  unlinked: 403,
  bank: 503,
  closed: 403,
  left: 200,
  form: 403,
  unavailable: 503,
};

/** The handlers of the way in: the link, its button, and the way back from the bank. */
export function createEntryHandlers({ booth: { flow, sessions }, entryPages, publicUrl, cookies }: EntryDeps) {
  const browserOf = (request: restify.Request): string | undefined => cookies.browser().read(request.headers.cookie);

  function fail(language: Language, why: Shut): HtmlAnswer {
    return { status: statusOf[why], html: entryPages.shut(language, why) };
  }

  return {
    async intro(request: restify.Request): Promise<HtmlAnswer> {
      const browser = browserOf(request);
      const step = await flow.look(parameterOf(request, 'token'), browser);
      const language = step.language ?? languageOf(request);
      if (!step.ok) return fail(language, step.why);
      return { status: 200, html: entryPages.intro(language), cookies: [cookies.browser().write(browser)] };
    },

    async start(request: restify.Request): Promise<HtmlAnswer> {
      const browser = browserOf(request);
      if (browser === undefined || isFromElsewhere(request)) return fail(languageOf(request), 'browser');
      const step = await flow.start(parameterOf(request, 'token'), browser);
      const language = step.language ?? languageOf(request);
      return step.ok ? { status: 200, html: entryPages.leaving(language, step.authorizationUrl) } : fail(language, step.why);
    },

    async callback(request: restify.Request): Promise<HtmlAnswer> {
      const browser = browserOf(request);
      if (browser === undefined) return fail(languageOf(request), 'dead');
      const url = new URL(`${publicUrl()}${boothPath}/callback`);
      url.search = request.getQuery();
      const step = await flow.finish(url, browser);
      if (!step.ok) return fail(step.language ?? languageOf(request), step.why);
      // A session before this one is of another sign-in: it ends here.
      const former = cookies.session().read(request.headers.cookie);
      if (former !== undefined) await sessions.close(former);
      return { status: 303, html: '', location: step.path, cookies: [cookies.session().write(step.session)] };
    },
  };
}
