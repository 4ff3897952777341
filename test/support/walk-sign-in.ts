import { createCookieJar } from './cookie-jar.ts';

/** What a person does at the bank's sign-in. */
export interface SignInVisit {
  readonly customer: string;
  readonly decision: 'allow' | 'refuse';
}

/**
 * Walks the pages of the demo bank's sign-in without a browser: login form, consent form, and back.
 * @returns the address that the bank sends the browser back to.
 */
export async function walkSignIn(authorizationUrl: string, redirectUri: string, visit: SignInVisit): Promise<URL> {
  const jar = createCookieJar();
  const forms = [new URLSearchParams({ customer: visit.customer, pin: '1234' }), new URLSearchParams({ decision: visit.decision })];
  let next: { readonly url: string; readonly form?: URLSearchParams } = { url: authorizationUrl };
  for (let step = 0; step < 12; step += 1) {
    const request = next.form ? { method: 'POST', body: next.form } : {};
    const url = new URL(next.url);
    const response: Response = await fetch(url, { ...request, redirect: 'manual', headers: { cookie: jar.header(url) } });
    jar.keep(url, response.headers.getSetCookie());
    await response.arrayBuffer();
    const location = response.headers.get('location');
    if (location === null) {
      const form = forms.shift();
      if (!form || response.status !== 200) throw new Error(`the sign-in stopped with status ${response.status}`);
      next = { url: next.url, form };
      continue;
    }
    const target = new URL(location, next.url);
    if (target.href.startsWith(redirectUri)) return target;
    next = { url: target.href };
  }
  throw new Error('the sign-in went round in circles');
}
