import { createCookieJar } from '../support/cookie-jar.ts';

/** A browser reduced to what a sign-in needs: cookies, forms and redirects that are followed one by one. */
export interface Browser {
  /** Follows redirects until a page, or an address that `stopsAt` accepts. */
  open(url: string, form?: Readonly<Record<string, string>>): Promise<BrowserPage>;
}

export interface BrowserPage {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser without a screen: it keeps cookies, follows redirects and fills in forms, up to the address that it stops at. */
export function createBrowser({ stopsAt, language = 'fr' }: { stopsAt: (url: URL) => boolean; language?: string }): Browser {
  const jar = createCookieJar();

  async function step(url: URL, form?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: jar.header(url), 'accept-language': language },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    jar.keep(url, response.headers.getSetCookie());
    return response;
  }

  async function open(address: string, form?: Readonly<Record<string, string>>): Promise<BrowserPage> {
    const url = new URL(address);
    if (stopsAt(url)) return { url, status: 0, headers: new Headers(), text: '' };
    const response = await step(url, form);
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) return open(new URL(location, url).href);
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  }
  return { open };
}
