import type { ThreadEntry } from '../../api/thread.ts';

/** What Meta and every administrator of the Page can read of a thread: no note, no system line; of a change of hands what the customer was told. */
export function asFacebookSees(thread: readonly ThreadEntry[]): ThreadEntry[] {
  return thread.filter((entry) => {
    if (entry.kind === 'transition') return entry.announced !== null;
    if (entry.kind === 'agent' || entry.kind === 'bot' || entry.kind === 'document') return entry.delivery !== 'failed';
    return entry.kind === 'customer' || entry.kind === 'satisfaction';
  });
}
