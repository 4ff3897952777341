import type { LedgerStore } from '../../../store/port.ts';

const mostAtOnce = 1_000;

/** Reads a ledger on from where it was last read; what is not chained yet each time. */
export function createLedgerReader(ledger: Pick<LedgerStore, 'read' | 'waiting'>): () => Promise<readonly string[]> {
  let after = 0;
  return async () => {
    const lines: string[] = [];
    for (;;) {
      const links = await ledger.read(after, mostAtOnce);
      lines.push(...links);
      after += links.length;
      if (links.length < mostAtOnce) break;
    }
    const waiting = (await ledger.waiting()).flatMap(({ entries }) => entries);
    return [...lines, ...waiting.map((entry) => JSON.stringify(entry))];
  };
}
