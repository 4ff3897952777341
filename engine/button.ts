/** What a button or quick reply brings back when it is pressed. At most 1 000 characters at Messenger; ours stay under 100. */
export type ButtonPayload =
  /** An answer to the question of one frame: `choice` is the position in the list shown, or yes, no. */
  | { readonly kind: 'answer'; readonly frame: string; readonly choice: number | 'yes' | 'no' }
  /**
   * Begins a dialog, whenever it is pressed; `follows`: with what was asked of the answer above it, as far as that is still known;
   * `about`: with the one thing which that answer, told by its frame, has shown.
   */
  | { readonly kind: 'start'; readonly dialog: string; readonly follows?: true; readonly about?: string }
  | { readonly kind: 'cancel'; readonly frame: string }
  /** Shows what the list of one question, or of one answer, has left out so far. */
  | { readonly kind: 'more'; readonly frame: string };

/** Writes a payload: `a.<frame>.<choice>`, `s.<dialog>`, `f.<dialog>`, `f.<dialog>.<frame>`, `c.<frame>`, `m.<frame>`. No banking fact ever goes into one. */
export function encodeButton(payload: ButtonPayload): string {
  if (payload.kind === 'answer') return `a.${payload.frame}.${payload.choice}`;
  if (payload.kind === 'start' && payload.about !== undefined) return `f.${payload.dialog}.${payload.about}`;
  if (payload.kind === 'start') return `${payload.follows ? 'f' : 's'}.${payload.dialog}`;
  return `${payload.kind === 'cancel' ? 'c' : 'm'}.${payload.frame}`;
}

function isName(part: string): boolean {
  return /^[a-z0-9_-]{1,64}$/i.test(part);
}

/** Reads a payload; undefined for anything that `encodeButton` did not write. */
export function decodeButton(text: string): ButtonPayload | undefined {
  const [kind, first, second, ...rest] = text.split('.');
  if (!first || !isName(first) || rest.length > 0) return undefined;
  if (kind === 's' && second === undefined) return { kind: 'start', dialog: first };
  if (kind === 'f' && second === undefined) return { kind: 'start', dialog: first, follows: true };
  if (kind === 'f' && second !== undefined && isName(second)) return { kind: 'start', dialog: first, about: second };
  if (kind === 'c' && second === undefined) return { kind: 'cancel', frame: first };
  if (kind === 'm' && second === undefined) return { kind: 'more', frame: first };
  if (kind !== 'a' || second === undefined) return undefined;
  if (second === 'yes' || second === 'no') return { kind: 'answer', frame: first, choice: second };
  return /^\d{1,3}$/.test(second) ? { kind: 'answer', frame: first, choice: Number(second) } : undefined;
}
