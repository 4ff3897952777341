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

/** Where it was thrown. The message comes before it in a stack, and its lines may look like places in the code; none where the two cannot be told apart. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const begin = stack.indexOf(message);
  const lines = begin < 0 ? [] : stack.slice(begin + message.length).split('\n');
  return lines.flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : [])).slice(0, mostFrames);
}

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
  return { reason, error: origin.name, frames: framesOf(origin) };
}
