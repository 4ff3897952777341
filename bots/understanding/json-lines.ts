import type { z } from 'zod';

/** A line that was read, or what is wrong with it; by its number, from 1. */
export type JsonLine<Value> =
  | { readonly number: number; readonly value: Value; readonly wrong?: undefined }
  | { readonly number: number; readonly wrong: string };

/** Reads JSON Lines one by one. Empty ones are passed over, and so is a mark of the byte order. */
export async function* jsonLines<Value>(lines: AsyncIterable<string>, schema: z.ZodType<Value>): AsyncGenerator<JsonLine<Value>> {
  let number = 0;
  for await (const written of lines) {
    number += 1;
    const line = number === 1 ? written.replace(/^\uFEFF/, '') : written;
    if (line.trim() !== '') yield { number, ...parseLine(line, schema) };
  }
}

function parseLine<Value>(line: string, schema: z.ZodType<Value>): { readonly value: Value } | { readonly wrong: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { wrong: 'not JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  return { wrong: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`).join('; ') };
}
