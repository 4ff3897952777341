/** The cookies of one browser. */
export interface CookieJar {
  /** Takes the `Set-Cookie` lines of an answer from `url`. */
  keep(url: URL, lines: readonly string[]): void;
  /** The `Cookie` header of a request to `url`; empty where there is nothing to send. */
  header(url: URL): string;
}

interface Cookie {
  readonly origin: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

function readCookie(origin: string, line: string): Cookie {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? '/';
  // Servers forget a cookie by dating its end back.
  const isOver = /;\s*(?:expires=Thu, 01 Jan 1970|max-age=0)/i.test(line);
  return { origin, path, name, value: isOver ? '' : value };
}

/** Keeps cookies by origin, path and name, as far as tests on loopback need it. */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    keep({ origin }, lines) {
      for (const line of lines) {
        const cookie = readCookie(origin, line);
        cookies.set([origin, cookie.path, cookie.name].join(' '), cookie);
      }
    },
    header: ({ origin, pathname }) =>
      [...cookies.values()]
        .filter((cookie) => cookie.origin === origin && pathname.startsWith(cookie.path) && cookie.value !== '')
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
  };
}
