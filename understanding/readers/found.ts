/** A value read in a text, and where: positions in the folded text, `end` excluded. */
export interface Found<Value> {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

/** Stands where something was read already; no letter, no digit, and no reader looks across it. */
const taken = '\u0001';

/** The text with what was found blanked out, so that the readers that follow do not read it again. */
export function without(text: string, found: Pick<Found<unknown>, 'start' | 'end'> | undefined): string {
  return found ? `${text.slice(0, found.start)}${taken.repeat(found.end - found.start)}${text.slice(found.end)}` : text;
}
