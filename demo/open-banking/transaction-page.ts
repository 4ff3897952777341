import { z } from 'zod';
import type { Ask } from '../http/answer.ts';

/** Which part of which list is asked for. Instants in ms. */
export interface PageRequest {
  readonly fromMs: number;
  readonly toMs: number;
  /** The clock when the first page was read: what happens meanwhile must not shift the pages. */
  readonly asOfMs: number;
  /** Pages count from 0. */
  readonly page: number;
}

export const entriesPerPage = 100;

const listSchema = z.tuple([z.number(), z.number(), z.number()]);
const pageSchema = z.coerce.number().int().min(1).max(10_000);

/** The query of a page: the list as an opaque token, and the page's number, counted from 1. */
export function pageQuery({ fromMs, toMs, asOfMs, page }: PageRequest): string {
  const list = Buffer.from(JSON.stringify([fromMs, toMs, asOfMs])).toString('base64url');
  return new URLSearchParams({ list, page: String(page + 1) }).toString();
}

function readList(token: string): Omit<PageRequest, 'page'> | undefined {
  try {
    const parsed = listSchema.safeParse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
    if (!parsed.success) return undefined;
    const [fromMs, toMs, asOfMs] = parsed.data;
    return { fromMs, toMs, asOfMs };
  } catch {
    return undefined;
  }
}

const isoInstant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date-time of the query: the end of the span named `missing` without one, undefined when it cannot be read. */
function instantOf(text: string | null, missing: number): number | undefined {
  if (text === null) return missing;
  // A plus sign that was not percent-encoded arrives as a space.
  const written = text.replace(' ', '+');
  if (!isoInstant.test(written)) return undefined;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(written.slice(10)) || written.length === 10;
  const atMs = Date.parse(hasZone ? written : `${written}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** The page a request asks for, or the name of the parameter that cannot be read. Never reaches beyond `limits`. */
export function readPageRequest(
  ask: Ask,
  limits: { readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
): PageRequest | string {
  const token = ask.query.get('list');
  const asked = token === null ? undefined : readList(token);
  if (token !== null && !asked) return 'list';
  const page = pageSchema.safeParse(ask.query.get('page') ?? '1');
  if (!page.success) return 'page';
  const fromMs = asked ? asked.fromMs : instantOf(ask.query.get('fromBookingDateTime'), limits.fromMs);
  const toMs = asked ? asked.toMs : instantOf(ask.query.get('toBookingDateTime'), limits.toMs);
  if (fromMs === undefined) return 'fromBookingDateTime';
  if (toMs === undefined) return 'toBookingDateTime';
  const asOfMs = Math.min(asked?.asOfMs ?? limits.nowMs, limits.nowMs);
  return { fromMs: Math.max(fromMs, limits.fromMs), toMs: Math.min(toMs, limits.toMs), asOfMs, page: page.data - 1 };
}
