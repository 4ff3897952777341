import type { DisclosureLevel } from '../../secrecy/grant.ts';
import { createCookieJar } from './cookie-jar.ts';

const maxSteps = 15;

interface Visit {
  readonly url: URL;
  readonly html: string;
}

interface Browser {
  go(url: URL, form?: URLSearchParams): Promise<Visit>;
  /** The raw answer, with the cookies of the visits before. */
  get(url: URL): Promise<Response>;
}

/** A browser as far as a sign-in needs one: it keeps cookies and follows redirects by itself. */
function createBrowser(): Browser {
  const jar = createCookieJar();

  async function go(url: URL, form?: URLSearchParams): Promise<Visit> {
    let [at, body] = [url, form];
    for (let step = 0; step < maxSteps; step += 1) {
      const origin = body ? { origin: at.origin } : {};
      const response = await fetch(at, {
        method: body ? 'POST' : 'GET',
        headers: { cookie: jar.header(at), ...origin },
        ...(body ? { body } : {}),
        redirect: 'manual',
      });
      jar.keep(at, response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return { url: at, html: await response.text() };
      [at, body] = [new URL(location, at), undefined];
    }
    throw new Error('the sign-in redirects for ever');
  }
  return { go, get: (url) => fetch(url, { headers: { cookie: jar.header(url) }, redirect: 'manual' }) };
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
}

/** The embedded bank takes any PIN of four digits. */
const pin = '1234';

interface Chosen {
  readonly customer: string;
  /** What the customer allows to be said in the chat. */
  readonly level: DisclosureLevel;
}

/** The form of a page with the customer chosen in its list, a PIN where one is asked for, and its first button pressed. */
function fillForm({ url, html }: Visit, { customer, level }: Chosen): { readonly url: URL; readonly form: URLSearchParams } | undefined {
  const [, head, inside] = /<form\b([^>]*)>([\s\S]*?)<\/form>/.exec(html) ?? [];
  if (head === undefined || inside === undefined) return undefined;
  const form = new URLSearchParams();
  for (const [tag] of inside.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const [name, value, type] = ['name', 'value', 'type'].map((part) => attribute(tag, part));
    if (name === undefined) continue;
    if (type === 'password') form.set(name, pin);
    else if (!form.has(name) || value === customer || (name === 'level' && value === level)) form.set(name, value ?? '');
  }
  return { url: new URL(attribute(head, 'action') ?? url.href, url), form };
}

/** Where a page sends the browser on by itself. */
function onward({ url, html }: Visit): URL | undefined {
  const target = /<meta http-equiv="refresh" content="0; url=([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  return target === undefined ? undefined : new URL(target, url);
}

/** The code that the last page shows. */
function codeOn({ html }: Visit): string | undefined {
  return /class="code"[^>]*>\s*([\d\s\u00A0\u202F]{6,8}?)\s*</.exec(html)?.[1]?.replaceAll(/\D/g, '');
}

/**
 * Follows a linking address the way a customer's browser does: agrees, signs in at the bank as `customer`, consents,
 * decides what may be said in the chat, and comes back to the page that shows the code.
 */
export async function signInAtBank(link: string, customer: string, level: DisclosureLevel = 'shown'): Promise<string> {
  const browser = createBrowser();
  let visit = await browser.go(new URL(link));
  for (let step = 0; step < maxSteps; step += 1) {
    const code = codeOn(visit);
    if (code !== undefined) return code;
    const next = onward(visit);
    const filled = next ? { url: next } : fillForm(visit, { customer, level });
    if (!filled) throw new Error(`the sign-in ended at ${visit.url.pathname} without a code`);
    visit = await browser.go(filled.url, 'form' in filled ? filled.form : undefined);
  }
  throw new Error('the sign-in never came to an end');
}

/** A customer who has come into the booth. */
export interface BoothGuest {
  /** The page that the link led to. */
  readonly first: Visit;
  get(path: string): Promise<Response>;
}

/** Follows a link to the booth the way a customer's browser does, and signs in at the bank as `customer`; ends where the bank's pages end. */
export async function enterBooth(link: string, customer: string): Promise<BoothGuest> {
  const browser = createBrowser();
  const at = new URL(link);
  let visit = await browser.go(at);
  for (let step = 0; step < maxSteps; step += 1) {
    const { origin, pathname } = visit.url;
    if (origin === at.origin && pathname.startsWith('/booth/') && pathname !== at.pathname)
      return { first: visit, get: (path) => browser.get(new URL(path, at)) };
    const next = onward(visit);
    const filled = next ? { url: next } : fillForm(visit, { customer, level: 'shown' });
    if (!filled) throw new Error(`the sign-in ended at ${pathname}`);
    visit = await browser.go(filled.url, 'form' in filled ? filled.form : undefined);
  }
  throw new Error('the sign-in never came to an end');
}
