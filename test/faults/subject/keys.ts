import { createLedgerSigner } from '../../../secrecy/ledger/ledger-keys.ts';

/** Keys of all subjects of one system, and of whoever examines what they left. */
export const storeKeys = [Buffer.alloc(32, 1)];
export const ledgerSigner = createLedgerSigner(Buffer.alloc(32, 2));
