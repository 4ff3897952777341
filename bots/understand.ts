import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { buildUnderstanding } from './compose/speech.ts';
import { understandLines } from './understanding/understand-lines.ts';

/** `npm run -s understand -- file.jsonl`: prints what is understood of each line; `-` or no file reads the standard input. */
function openInput(path: string | undefined): Readable {
  return path === undefined || path === '-' ? process.stdin : createReadStream(path);
}

const lines = createInterface({ input: openInput(process.argv[2]), crlfDelay: Number.POSITIVE_INFINITY });
try {
  const understanding = buildUnderstanding();
  const bad = await understandLines({
    lines,
    understanding,
    now: () => new Date(),
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  });
  process.exitCode = bad > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`understand: ${error instanceof Error ? error.message : 'the input cannot be read'}\n`);
  process.exitCode = 1;
}
