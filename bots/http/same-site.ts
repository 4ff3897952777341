import type { IncomingHttpHeaders } from 'node:http';

/** Names under which a browser reaches this machine and no other. */
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const;

/**
 * Why a request must not be served, or undefined: for what asks for no password on this machine, the simulator and the Bot Framework
 * door without an app id. Only pages of its own may drive it: another name for this address (DNS rebinding) and another site's page
 * are both refused.
 */
export function foreignRequest(
  headers: IncomingHttpHeaders,
  options: { readonly hosts: readonly string[]; readonly drives: boolean },
): string | undefined {
  const host = headers.host ?? '';
  if (!options.hosts.includes(hostname(host))) return 'this host name is not one of this server';
  if (!options.drives) return undefined;
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return 'another site may not drive this one';
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site' ? 'another site may not drive this one' : undefined;
}

function hostname(host: string): string {
  return host.replace(/:\d{1,5}$/, '').toLowerCase();
}
