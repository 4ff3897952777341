import type { Json } from '../../store/port.ts';

/** Members of an event that say what kind of event it is, and nothing about anybody. */
const harmless: ReadonlySet<string> = new Set(['door', 'channelId', 'type', 'locale', 'redacted']);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The same shape with every text replaced by its length, and without figures: words, ids and addresses of customers are texts, amounts of receipts are figures. */
export function hideWords(value: Json, name = ''): Json {
  if (typeof value === 'string') return harmless.has(name) ? value : `[${value.length} characters]`;
  if (typeof value === 'number') return '[number]';
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => hideWords(item, name));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item === undefined ? undefined : hideWords(item, key)]));
}
