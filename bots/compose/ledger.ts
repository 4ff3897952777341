import { randomUUID } from 'node:crypto';
import { createLedgerKeeper } from '../../secrecy/ledger/keep-ledger.ts';
import { createLedgerSigner, type LedgerSigner } from '../../secrecy/ledger/ledger-keys.ts';
import { loadSecret } from '../../store/load-keys.ts';
import type { Store } from '../../store/port.ts';
import { ledgerFiles } from '../audit/ledger-files.ts';
import { createLedgerLoop, type LedgerLoop } from '../audit/ledger-loop.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';

/** The ledger of one process: what signs, and what chains in the background. */
export interface LedgerParts {
  readonly signer: LedgerSigner;
  readonly loop: LedgerLoop;
}

/** Opens the keys of the ledger. */
export async function openLedgerSigner({ ledgerKey, dataDir }: Pick<Config, 'ledgerKey' | 'dataDir'>, log: Log): Promise<LedgerSigner> {
  if (!ledgerKey)
    log.warn({ file: `${dataDir}/ledger.key` }, 'LEDGER_KEY is not set: the ledger is signed with a key generated in the data folder');
  return createLedgerSigner(ledgerKey ?? (await loadSecret(dataDir, 'ledger.key')));
}

/** Leaves the public key of the ledger in the data folder, and prepares its keeping. */
export async function buildLedger(
  { dataDir }: Pick<Config, 'dataDir'>,
  { signer, store, log, now }: { readonly signer: LedgerSigner; readonly store: Store; readonly log: Log; readonly now: () => Date },
): Promise<LedgerParts> {
  const files = ledgerFiles(dataDir);
  await files.keepPublicKey(signer.keyId, signer.publicKey);
  const keeper = createLedgerKeeper({
    ledger: store.ledger,
    signer,
    now,
    async onSigned(link) {
      // The log goes where whoever can write to the store cannot: the signature stands there as well.
      log.info({ link }, 'ledger signed');
      await files.keepSigned(link);
    },
  });
  return { signer, loop: createLedgerLoop({ keeper, records: store.records, holder: randomUUID(), log }) };
}
