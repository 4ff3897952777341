import { type DestinationStream, type Logger, pino } from 'pino';
import { redact } from '../secrecy/redact.ts';

export type Log = Logger;

/** Page tokens, bearer tokens and JWTs, wherever in a line they stand. */
const tokens = /\bEAA[A-Za-z0-9]{20,}|\bBearer [\w.~+/-]+=*|\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g;

/** Takes card numbers, IBANs and tokens out of a finished log line: the last net, not the first. */
export function scrub(line: string): string {
  return redact(line.replaceAll(tokens, '[token]')).text;
}

/**
 * JSON lines with ISO times. Code logs names, codes, counts and times; never texts, figures, names or tokens.
 * What slips through is scrubbed from the finished line.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    hooks: { streamWrite: scrub },
  } as const;
  return destination ? pino(options, destination) : pino(options);
}
