/** What an answer says of the pages of its list (Read/Write API profile, "Links" and "Meta"). */
export interface Paging {
  readonly Links?: { readonly Next?: string | undefined; readonly Last?: string | undefined } | undefined;
  readonly Meta?: { readonly TotalPages?: number | undefined } | undefined;
}

/**
 * The addresses of all further pages, told from the first answer: where `Next` and `Last` are the same but for one number, and that
 * number counts as many pages as `TotalPages` says. Empty where the bank's links do not show their order.
 * It is a guess: each answer's own `Next` has the last word.
 */
export function numberedLinks({ Links, Meta }: Paging): string[] {
  const next = (Links?.Next ?? '').split(/(\d+)/);
  const last = (Links?.Last ?? '').split(/(\d+)/);
  const differing = next.flatMap((part, position) => (part === last[position] ? [] : [position]));
  const [position = 0] = differing;
  const [from, to] = [Number(next[position]), Number(last[position])];
  const counts = Number.isSafeInteger(from) && to - from === (Meta?.TotalPages ?? 0) - 2;
  if (next.length !== last.length || differing.length !== 1 || !counts) return [];
  return Array.from({ length: to - from + 1 }, (_unused, page) => next.with(position, String(from + page)).join(''));
}
