/** What is asked for: path segments below the base address, or a whole address that an earlier answer named (a paging link). */
export type RequestTarget =
  | { readonly path: readonly string[]; readonly query?: Readonly<Record<string, string | undefined>> }
  | { readonly link: string };

function baseOf(baseUrl: string): URL {
  const base = new URL(baseUrl);
  if (base.search || base.hash || base.username || base.password)
    throw new TypeError('a base address has no query, fragment or credentials');
  base.pathname = base.pathname.replace(/\/+$/, '');
  return base;
}

function encodeSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') throw new RangeError('a path segment would change the path');
  return encodeURIComponent(segment);
}

function queryOf(query: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.append(name, value);
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

/** Follows a link only below the base address: a bank's answer must not send our tokens elsewhere. */
function pathOfLink(base: URL, link: string): string {
  const target = new URL(link);
  const prefix = base.pathname === '/' ? '/' : `${base.pathname}/`;
  const inside = target.origin === base.origin && target.username === '' && target.password === '' && target.pathname.startsWith(prefix);
  if (!inside) throw new RangeError('a link leads outside the base address');
  return `${target.pathname}${target.search}`;
}

/**
 * Turns targets into the paths of one server.
 * @throws TypeError when the base address is not usable; the returned function throws RangeError or TypeError for unsafe targets.
 */
export function createTargetResolver(baseUrl: string): { readonly origin: string; resolve(target: RequestTarget): string } {
  const base = baseOf(baseUrl);
  return {
    origin: base.origin,
    resolve(target) {
      if ('link' in target) return pathOfLink(base, target.link);
      const prefix = base.pathname === '/' ? '' : base.pathname;
      return `${prefix}/${target.path.map(encodeSegment).join('/')}${queryOf(target.query ?? {})}`;
    },
  };
}
