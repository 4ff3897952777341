import { z } from 'zod';
import type { Expectation, ReadingContext, Understanding } from '../../engine/reading.ts';
import { slotKindSchema } from '../../engine/slots/slot-kinds.ts';
import { languages } from '../../i18n/language.ts';
import { jsonLines } from './json-lines.ts';

const dialog = z.string().min(1).optional();

/** What the conversation waits for: an object as the engine makes it, or the short names `confirmation`, `choice`, `merchant` …. */
const expectingSchema = z.union([
  z.object({ kind: z.literal('slot'), dialog, slotKind: slotKindSchema }),
  z.object({ kind: z.literal('choice'), dialog, count: z.int().min(1).max(100) }),
  z.object({ kind: z.literal('confirmation'), dialog }),
  z.literal('confirmation').transform(() => ({ kind: 'confirmation' as const, dialog: undefined })),
  z.literal('choice').transform(() => ({ kind: 'choice' as const, dialog: undefined, count: 10 })),
  slotKindSchema.transform((kind) => ({ kind: 'slot' as const, dialog: undefined, slotKind: kind })),
]);

const lineSchema = z.object({
  text: z.string(),
  language: z.enum(languages).optional(),
  expecting: expectingSchema.optional(),
  lastDialog: z.string().min(1).optional(),
  now: z.coerce.date().optional(),
  timeZone: z.string().refine(isTimeZone, 'not a time zone').optional(),
});
type Line = z.infer<typeof lineSchema>;

export interface UnderstandLines {
  readonly lines: AsyncIterable<string>;
  readonly understanding: Understanding;
  now(): Date;
  print(line: string): void;
  complain(line: string): void;
}

const defaultTimeZone = 'Europe/Paris';

/** Answers each JSON line with what was understood of its text, in order; gives the number of lines that could not be read. */
export async function understandLines({ lines, understanding, now, print, complain }: UnderstandLines): Promise<number> {
  let bad = 0;
  for await (const { number, ...line } of jsonLines(lines, lineSchema)) {
    if (line.wrong === undefined) print(await answer(line.value, understanding, now()));
    else {
      bad += 1;
      complain(`line ${number}: ${line.wrong}`);
    }
  }
  return bad;
}

async function answer(line: Line, understanding: Understanding, now: Date): Promise<string> {
  const reading = await understanding.read({ kind: 'text', text: line.text }, contextOf(line, now));
  const { language, dialog, score, entities, source } = reading;
  return JSON.stringify({ text: line.text, language, dialog, score: Math.round(score * 1000) / 1000, slots: entities, source });
}

function contextOf(line: Line, now: Date): ReadingContext {
  const { language, lastDialog } = line;
  const expecting = expectationOf(line);
  return {
    now: line.now ?? now,
    timeZone: line.timeZone ?? defaultTimeZone,
    ...(language && { language }),
    ...(lastDialog && { lastDialog }),
    ...(expecting && { expecting }),
  };
}

/** Without a dialog of its own, the expectation is the last dialog's. */
function expectationOf({ expecting, lastDialog = 'transactions' }: Line): Expectation | undefined {
  return expecting && { ...expecting, dialog: expecting.dialog ?? lastDialog };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
