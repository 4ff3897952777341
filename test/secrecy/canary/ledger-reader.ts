import { linksInStore } from '../../../bots/audit/ledger-source.ts';
import type { LedgerStore } from '../../../store/port.ts';

const mostRemembered = 10_000;

/** Reads a ledger on from where it was last read; what is not chained yet as well, each once. */
export function createLedgerReader(ledger: Pick<LedgerStore, 'read' | 'waiting'>): () => Promise<readonly string[]> {
  let after = 0;
  let waitedBefore: ReadonlySet<string> = new Set();
  // The link of an entry that was read while it waited says nothing new.
  const isNew = (link: string): boolean => !waitedBefore.has(link.slice(link.indexOf('"entry":') + '"entry":'.length, -1));
  return async () => {
    const lines: string[] = [];
    for await (const link of linksInStore(ledger, after)) {
      if (isNew(link)) lines.push(link);
      after += 1;
    }
    const waiting = (await ledger.waiting()).flatMap(({ entries }) => entries.map((entry) => JSON.stringify(entry)));
    const fresh = waiting.filter((entry) => !waitedBefore.has(entry));
    waitedBefore = new Set([...waitedBefore, ...waiting].slice(-mostRemembered));
    return [...lines, ...fresh];
  };
}
