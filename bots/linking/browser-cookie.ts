import { newSecret } from './link-secrets.ts';

/** The secret by which a browser is known again when it comes back from the bank. */
export interface BrowserCookie {
  /** The secret that the browser brings, if it brings one. */
  read(cookieHeader: string | undefined): string | undefined;
  /** `Set-Cookie` with this secret, or a new one. */
  write(secret?: string): string;
  /** `Set-Cookie` that makes the browser forget it. */
  drop(): string;
}

const maxAgeSeconds = 30 * 60;
/** Of somebody who works here: the session itself ends when it is over. */
const workdaySeconds = 12 * 3_600;
const shape = /^[\w-]{32}$/;

/**
 * Behind https its name begins with `__Host-`, so that no other host can plant one; a loopback address without TLS cannot have that.
 * Lax: it comes along on the way back from the bank, and not with a form that another site sends.
 */
export function createBrowserCookie(
  publicUrl: string,
  purpose: 'link' | 'booth' | 'session' | 'desk' | 'desk-session' = 'link',
): BrowserCookie {
  const secure = publicUrl.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}guichet-${purpose}`;
  const rest = (maxAge: number): string => `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? '; Secure' : ''}`;
  return {
    read(cookieHeader) {
      const values = (cookieHeader ?? '').split(';').flatMap((pair) => {
        const [key, value] = pair.trim().split('=', 2);
        return key === name && value !== undefined && shape.test(value) ? [value] : [];
      });
      return values.length === 1 ? values[0] : undefined;
    },
    write: (secret = newSecret()) => `${name}=${secret}; ${rest(purpose === 'desk-session' ? workdaySeconds : maxAgeSeconds)}`,
    drop: () => `${name}=; ${rest(0)}`,
  };
}
