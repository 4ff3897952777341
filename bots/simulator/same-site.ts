import type { IncomingHttpHeaders } from 'node:http';

/** Names under which a browser reaches this machine and no other. */
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const;

/**
 * Why a request must not be served, or undefined. The simulator speaks as its customers without a password, so only pages of
 * its own may drive it: another name for this address (DNS rebinding) and another site's page are both refused.
 */
export function foreignRequest(
  headers: IncomingHttpHeaders,
  options: { readonly hosts: readonly string[]; readonly drives: boolean },
): string | undefined {
  const host = headers.host ?? '';
  if (!options.hosts.includes(hostname(host))) return 'this host name is not one of the simulator';
  if (!options.drives) return undefined;
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return 'another site may not drive the simulator';
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site' ? 'another site may not drive the simulator' : undefined;
}

function hostname(host: string): string {
  return host.replace(/:\d{1,5}$/, '').toLowerCase();
}
