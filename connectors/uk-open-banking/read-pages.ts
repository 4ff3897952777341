import type { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import type { HttpClient, HttpRequest } from '../http/http-client.ts';
import type { RequestTarget } from '../http/request-target.ts';
import { numberedLinks, type Paging } from './numbered-links.ts';

/** More pages than any window of 13 months fills; a longer chain is a fault, and half a list must not be shown as the whole. */
const maxPages = 80;
/** How many pages of one list are asked for at once: the bank's connections are for all customers. */
const pagesAtOnce = 4;

export type PagedRead<Value extends Paging> = Pick<HttpRequest<Value>, 'operation'> & {
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly schema: z.ZodType<Value>;
  /** Made anew for each page: each request has an id of its own. */
  readonly headers: () => Readonly<Record<string, string>>;
};

type Ask<Value> = (target: RequestTarget) => Promise<Value>;

function nextOf(pages: readonly Paging[]): string | undefined {
  return pages.at(-1)?.Links?.Next;
}

/** The pages behind the links, several at a time, as long as each is what the one before names as its next, and answers. */
async function readAhead<Value extends Paging>(first: Value, links: readonly string[], ask: Ask<Value>): Promise<Value[]> {
  const pages = [first];
  for (let begin = 0; begin < links.length; begin += pagesAtOnce) {
    const wave = links.slice(begin, begin + pagesAtOnce);
    const answers = await Promise.allSettled(wave.map((link) => ask({ link })));
    for (const [position, answer] of answers.entries()) {
      if (answer.status === 'rejected' || nextOf(pages) !== wave[position]) return pages;
      pages.push(answer.value);
    }
  }
  return pages;
}

/**
 * Reads all pages of a resource (Read/Write API profile, "Pagination"), following `Links.Next` below the base address only:
 * several at a time where the links are numbered, otherwise one after the other.
 * @throws ConnectorError `protocol_violation` when the chain of pages does not end or leads elsewhere.
 */
export async function readPages<Value extends Paging>(http: HttpClient, read: PagedRead<Value>): Promise<Value[]> {
  const { operation, schema, path, query = {} } = read;
  const ask: Ask<Value> = (target) => http.request({ operation, schema, method: 'GET', headers: read.headers(), ...target });
  const first = await ask({ path, query });
  const links = numberedLinks(first);
  const pages = await readAhead(first, links.length < maxPages ? links : [], ask);
  const seen = new Set<string>();
  for (let link = nextOf(pages); link !== undefined; link = nextOf(pages)) {
    if (seen.has(link) || pages.length >= maxPages) {
      throw new ConnectorError('protocol_violation', { system: 'uk-open-banking', operation, cause: new Error('paging does not end') });
    }
    seen.add(link);
    pages.push(await ask({ link }));
  }
  return pages;
}
