import type restify from 'restify';
import { ConnectorError } from '../../connectors/connector-error.ts';
import type { Language } from '../../i18n/language.ts';
import { readBody } from '../http/read-body.ts';
import type { BrowserCookie } from '../linking/browser-cookie.ts';
import { html } from '../pages/html.ts';
import { type AnswerHtml, type HtmlAnswer, isFromElsewhere, languageOf, parameterOf } from '../pages/html-answer.ts';
import type { BoothPage, PageContent } from './booth-page.ts';
import type { BoothService } from './booth-service.ts';
import { isFormOf } from './booth-sessions.ts';
import { renderInside } from './booth-shell.ts';
import { boothPath } from './booth-topic.ts';
import type { Entered, Inside } from './booth-visits.ts';
import type { EntryPages, Shut } from './entry-pages.ts';
import type { TellRead } from './tell-read.ts';

export interface InsideDeps {
  enter(secret: string | undefined): Promise<Entered>;
  readonly sessions: Pick<BoothService['sessions'], 'close'>;
  /** The cookie with the session's secret. */
  readonly cookie: () => BrowserCookie;
  readonly entryPages: EntryPages;
  readonly pages: readonly BoothPage[];
  readonly bankName: string;
  readonly tell: TellRead;
  /** Where it is told that a page could not be shown. */
  readonly log: { warn(fields: object, message: string): void };
}

/** Somebody inside, asking for a page. */
interface Asking {
  readonly request: restify.Request;
  readonly inside: Inside;
  readonly secret: string;
}

const formBytes = 16 * 1024;

/** With these the bank says that the link is worth nothing any more. */
const endsLink: ReadonlySet<string> = new Set(['consent_expired', 'sca_required', 'forbidden_scope']);

function shut({ entryPages }: InsideDeps, language: Language, why: Shut): HtmlAnswer {
  return { status: 403, html: entryPages.shut(language, why) };
}

/** Only for who is inside: the others read why they are not. */
function within(deps: InsideDeps, handle: (asking: Asking) => Promise<HtmlAnswer>): AnswerHtml {
  return async (request) => {
    const secret = deps.cookie().read(request.headers.cookie);
    const inside = await deps.enter(secret);
    if (secret === undefined || inside === 'closed') return shut(deps, languageOf(request), 'closed');
    return inside === 'unlinked' ? shut(deps, languageOf(request), 'unlinked') : handle({ request, inside, secret });
  };
}

function visiting({ request, inside }: Asking) {
  return inside.visit(new URLSearchParams(request.getQuery()), parameterOf(request, 'ref'));
}

interface Rendering {
  readonly asking: Asking;
  readonly page: BoothPage;
  readonly content: PageContent;
}

function render({ bankName, pages }: InsideDeps, { asking, page, content }: Rendering): HtmlAnswer {
  const { inside } = asking;
  const { say, formField } = visiting(asking).visit;
  const { title, body, status = 200 } = content;
  const { givenName, session } = inside;
  const parts = { language: session.language, bankName, say, givenName, pages, current: page, formField, title, body };
  return { status, html: renderInside(parts) };
}

/** Nothing of what went wrong is told; whether the link goes on is. */
function failed(deps: InsideDeps, error: unknown, { asking, page }: Omit<Rendering, 'content'>): HtmlAnswer {
  const { language } = asking.inside.session;
  const code = error instanceof ConnectorError ? error.code : errorName(error);
  if (endsLink.has(code)) return shut(deps, language, 'unlinked');
  deps.log.warn({ page: page.name, code }, 'a page of the booth could not be shown');
  const { say } = visiting(asking).visit;
  const content = { title: say('unavailable.title'), body: html`<p>${say('unavailable.lead')}</p>`, status: 503 };
  return render(deps, { asking, page, content });
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** A form of the session it comes with; undefined where it is none. */
async function readForm({ request, secret }: Asking): Promise<URLSearchParams | undefined> {
  if (isFromElsewhere(request)) return undefined;
  const form = new URLSearchParams((await readBody(request, formBytes)).toString('utf8'));
  return isFormOf(secret, form.get('form')) ? form : undefined;
}

/** Shows a page, once it has been told that it is shown. */
export function showing(deps: InsideDeps, page: BoothPage): AnswerHtml {
  return within(deps, async (asking) => {
    const { visit, printer } = visiting(asking);
    try {
      const content = await page.show(visit);
      const { disclosed: classes, rule } = printer.origin();
      await deps.tell({ conversation: visit.conversation, page: page.name, classes, rule });
      return 'file' in content ? { status: 200, html: content.content, file: content.file } : render(deps, { asking, page, content });
    } catch (error) {
      return failed(deps, error, { asking, page });
    }
  });
}

/** Carries out a form of a page, and leads on. */
export function acting(deps: InsideDeps, page: BoothPage, act: NonNullable<BoothPage['act']>): AnswerHtml {
  return within(deps, async (asking) => {
    const form = await readForm(asking);
    if (form === undefined) return shut(deps, asking.inside.session.language, 'form');
    try {
      return { status: 303, html: '', location: `${boothPath}/${await act(visiting(asking).visit, form)}` };
    } catch (error) {
      return failed(deps, error, { asking, page });
    }
  });
}

/** Ends the session. */
export function leaving(deps: InsideDeps): AnswerHtml {
  return within(deps, async (asking) => {
    const { language } = asking.inside.session;
    if ((await readForm(asking)) === undefined) return shut(deps, language, 'form');
    await deps.sessions.close(asking.secret);
    return { ...shut(deps, language, 'left'), status: 200, cookies: [deps.cookie().drop()] };
  });
}

/** Where a page goes when nobody has looked at it for long; and from the booth's own address to its first page. */
export function standing(deps: InsideDeps): { readonly closed: AnswerHtml; readonly home: AnswerHtml } {
  return {
    closed: async (request) => ({ ...shut(deps, languageOf(request), 'closed'), status: 200 }),
    home: within(deps, async () => ({ status: 303, html: '', location: `${boothPath}/${deps.pages[0]?.path ?? 'closed'}` })),
  };
}
