/**
 * What an event can break in: its stored form cannot be read, its turn threw or took too long, its replies could not be handed
 * to the channel, or it took its process along each time.
 */
export const breakages = ['unreadable', 'turn', 'timed_out', 'delivery', 'worker_died'] as const;
export type Breakage = (typeof breakages)[number];

/** A turn broke for a reason that lies in the event or in our code, not in a system that is away. */
export class TurnError extends Error {
  readonly code: Breakage;

  constructor(code: Breakage, options?: ErrorOptions) {
    super(`the turn broke: ${code}`, options);
    this.name = 'TurnError';
    this.code = code;
  }
}

const mostFrames = 8;

/** What broke and where, without messages: a message may repeat what the customer wrote. */
export function describeBreakage(error: unknown): {
  readonly reason: Breakage;
  readonly error: string;
  readonly frames: readonly string[];
} {
  const reason = error instanceof TurnError ? error.code : 'turn';
  const origin = error instanceof TurnError ? error.cause : error;
  // Without a cause there is no place in the code to look at: a limit was passed, or a process has died.
  if (!(origin instanceof Error)) return { reason, error: error instanceof TurnError ? error.name : 'unknown', frames: [] };
  const frames = (origin.stack ?? '').split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []));
  return { reason, error: origin.name, frames: frames.slice(0, mostFrames) };
}
