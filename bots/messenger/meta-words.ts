import { z } from 'zod';

/** What Meta says about an error in its own words, fit for a log. */
export interface MetaWords {
  readonly type?: string;
  readonly title?: string;
  readonly message?: string;
  readonly transient?: boolean;
}

const text = z.string().optional().catch(undefined);
const errorBody = z.object({
  error: z.object({
    type: z
      .string()
      .regex(/^\w{1,64}$/)
      .optional()
      .catch(undefined),
    error_user_title: text,
    message: text,
    is_transient: z.boolean().optional().catch(undefined),
  }),
});

const mostRead = 1_000;
const mostKept = 200;

/** Every word in the values of a JSON, in lower case: names of members are Meta's own. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.toLowerCase().match(/\p{L}+/gu) ?? [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}

/** Without what was in the request, without addresses, and without a digit: an error may repeat what it is about. */
function harmless(words: string | undefined, own: ReadonlySet<string>): string | undefined {
  if (words === undefined || words === '') return undefined;
  const clean = words
    .slice(0, mostRead)
    .toWellFormed()
    .replaceAll(/\S+(?:@|:\/\/)\S*/g, '[address]')
    .replaceAll(/\p{L}+/gu, (word) => (own.has(word.toLowerCase()) ? '…' : word))
    .replaceAll(/\p{N}/gu, '#')
    .replaceAll(/[\p{C}\s]+/gu, ' ');
  return clean.slice(0, mostKept);
}

/**
 * Reads what Meta says about an error that Guichet does not know, so that somebody can learn what it means; undefined where it is no
 * error of Meta's form (`type`, `message`, `error_user_title`, `is_transient`; Graph API, "Handling errors").
 * @param request the JSON that was sent: none of its words is repeated.
 */
export function readMetaWords(answer: unknown, request: string): MetaWords | undefined {
  const error = errorBody.safeParse(answer).data?.error;
  if (!error) return undefined;
  const own = new Set(wordsIn(JSON.parse(request)));
  const said = { type: error.type, title: harmless(error.error_user_title, own), message: harmless(error.message, own) };
  return Object.fromEntries(Object.entries({ ...said, transient: error.is_transient }).filter(([, value]) => value !== undefined));
}
