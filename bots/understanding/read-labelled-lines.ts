import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const lineSchema = z.object({ text: z.string(), label: z.string().min(1).nullable() });
export type LabelledLine = z.infer<typeof lineSchema>;

/** Something in a file of examples that cannot be used; the message says where and why. */
export class LabelledLinesError extends Error {
  readonly code: 'unreadable' | 'bad_line' | 'no_labels';
  constructor(code: LabelledLinesError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LabelledLinesError';
    this.code = code;
  }
}

/**
 * Reads lines `{"text","label"}`; label null is out of scope. Empty lines are passed over.
 *
 * @throws LabelledLinesError `unreadable` (no such file), `bad_line` (with its number), `no_labels`
 */
export async function readLabelledLines(path: string): Promise<readonly LabelledLine[]> {
  const rows: LabelledLine[] = [];
  let number = 0;
  try {
    for await (const written of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const line = number === 1 ? written.replace(/^\uFEFF/, '') : written;
      if (line.trim() !== '') rows.push(parseLine(line, `${path}, line ${number}`));
    }
  } catch (error) {
    if (error instanceof LabelledLinesError) throw error;
    throw new LabelledLinesError('unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`, {
      cause: error,
    });
  }
  if (!rows.some(({ label }) => label !== null)) throw new LabelledLinesError('no_labels', `${path} has no sentence with a label`);
  return rows;
}

function parseLine(line: string, place: string): LabelledLine {
  const parsed = lineSchema.safeParse(parseJson(line, place));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LabelledLinesError('bad_line', `${place}: ${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not an example'}`);
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new LabelledLinesError('bad_line', `${place}: not JSON`, { cause: error });
  }
}
