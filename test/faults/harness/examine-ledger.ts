import { join } from 'node:path';
import { ledgerFiles } from '../../../bots/audit/ledger-files.ts';
import { linksInStore } from '../../../bots/audit/ledger-source.ts';
import { createLedgerKeeper } from '../../../secrecy/ledger/keep-ledger.ts';
import { ledgerEntrySchema } from '../../../secrecy/ledger/ledger-entry.ts';
import { createLedgerVerifier } from '../../../secrecy/ledger/ledger-keys.ts';
import { readLink } from '../../../secrecy/ledger/link.ts';
import { type LedgerFinding, verifyLedger } from '../../../secrecy/ledger/verify-ledger.ts';
import { openStore } from '../../../store/open-store.ts';
import { ledgerSigner, storeKeys } from '../subject/keys.ts';

/** What an auditor finds after a run. */
export interface LedgerFacts {
  readonly findings: readonly LedgerFinding[];
  /** How many messages the ledger was told of, by the trace of their event. */
  readonly said: ReadonlyMap<string, number>;
}

interface Examined {
  readonly redisUrl: string;
  /** Where the workers kept the signatures. */
  readonly folder: string;
  /** The store was made to forget, and with it what had been signed. */
  readonly storeForgot: boolean;
}

/** Chains what the workers left waiting, and goes over the whole. */
export async function examineLedger({ redisUrl, folder, storeForgot }: Examined): Promise<LedgerFacts> {
  const now = (): Date => new Date();
  const store = openStore({ redisUrl, dataDir: folder, keys: storeKeys, now });
  try {
    const { ledger } = store;
    const files = ledgerFiles(join(folder, 'ledger'));
    const keeper = createLedgerKeeper({ ledger, signer: ledgerSigner, now, onSigned: (link) => files.keepSigned(link) });
    while ((await keeper.round()) > 0);
    await keeper.finish();
    const settings = { verifier: createLedgerVerifier([ledgerSigner.publicKey]), head: await ledger.head() };
    const exported = storeForgot ? [] : await files.signed();
    const { findings } = await verifyLedger(linksInStore(ledger), { ...settings, exported });
    return { findings, said: await countSaid(linksInStore(ledger)) };
  } finally {
    await store.close();
  }
}

async function countSaid(links: AsyncIterable<string>): Promise<ReadonlyMap<string, number>> {
  const said = new Map<string, number>();
  for await (const line of links) {
    const entry = ledgerEntrySchema.safeParse(readLink(line)?.entry).data;
    if (entry?.kind === 'said' && entry.trace !== undefined) said.set(entry.trace, (said.get(entry.trace) ?? 0) + 1);
  }
  return said;
}
