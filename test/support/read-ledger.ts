import { z } from 'zod';
import { linksInStore } from '../../bots/audit/ledger-source.ts';
import { withRunningStore } from '../../bots/open-running-store.ts';
import { ledgerEntrySchema } from '../../secrecy/ledger/ledger-entry.ts';

export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** The ledger of a data folder whose process has ended: the lines of the chain, and every entry, those that are not chained yet last. */
export async function readLedger(
  dataDir: string,
): Promise<{ readonly links: readonly string[]; readonly entries: readonly LedgerEntry[] }> {
  const config = { redisUrl: undefined, keyVaultRedisUrl: undefined, dataDir, storeKeys: undefined, storeKeysFile: undefined };
  return withRunningStore(config, async ({ ledger }) => {
    const links: string[] = [];
    for await (const link of linksInStore(ledger)) links.push(link);
    const chained = links.map((link) => z.object({ entry: ledgerEntrySchema }).parse(JSON.parse(link)).entry);
    const waiting = (await ledger.waiting()).flatMap(({ entries }) => entries).map((entry) => ledgerEntrySchema.parse(entry));
    return { links, entries: [...chained, ...waiting] };
  });
}

/** `host:port` of each connection that the ledger tells of, in alphabetical order. */
export function connectionsIn(entries: readonly LedgerEntry[]): readonly string[] {
  return entries.flatMap((entry) => (entry.kind === 'connected' ? [`${entry.host}:${entry.port}`] : [])).toSorted();
}

/** The numbers of the entries of what has left; what a gap stands for counts as one. */
export function numbersIn(entries: readonly LedgerEntry[]): readonly number[] {
  return entries.flatMap((entry) => ('number' in entry ? [entry.number] : [])).toSorted((one, other) => one - other);
}
