import type { SendRequest } from '../../bots/simulator/send-request.ts';

/** How a call fares beside what is answered to it. */
interface Manner {
  /** Whether the message reaches the customer; for each kind below it says what is usual. */
  readonly taken?: boolean;
  /** Whether a message that was taken comes back as an echo; `before`: and has been delivered when the answer leaves. True by default. */
  readonly echo?: boolean | 'before';
  /** How long the echo is held back, in milliseconds. */
  readonly echoAfterMs?: number;
  /** How long the answer is held back, in milliseconds. */
  readonly afterMs?: number;
  /** What the answer waits for. */
  readonly after?: Promise<void>;
}

/** What the stub does with one of the next calls instead of answering as Meta does when all is well. */
export type StubAnswer = Manner &
  (
    | {
        /** An error of Meta's own; not taken. */
        readonly kind: 'error';
        readonly status?: number;
        readonly code: number;
        readonly subcode?: number;
        readonly headers?: Readonly<Record<string, string>>;
      }
    /** Any other answer, as it is; not taken. */
    | { readonly kind: 'raw'; readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
    /** All is well, with further headers such as `x-app-usage`. */
    | { readonly kind: 'ok'; readonly headers?: Readonly<Record<string, string>> }
    /** The call was taken and no answer comes. */
    | { readonly kind: 'hang' }
    /** The call was taken and the connection breaks. */
    | { readonly kind: 'reset' }
  );

/** Decides over each call that no planned answer waits for; undefined: all is well. */
export type StubScript = (request: SendRequest) => StubAnswer | undefined;

/** Whether the customer gets the message of a call that is answered so. */
export function isTaken({ kind, taken = kind !== 'error' && kind !== 'raw' }: StubAnswer): boolean {
  return taken;
}
