import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const signedName = 'ledger-signed.jsonl';
const keyName = /^ledger-[0-9a-f]{16}\.pub$/;

/** What the ledger leaves in the data folder for an auditor: public keys, and the signatures as they were made. */
export interface LedgerFiles {
  keepPublicKey(keyId: string, pem: string): Promise<void>;
  /** On the disk once it has resolved. */
  keepSigned(link: string): Promise<void>;
  publicKeys(): Promise<readonly string[]>;
  signed(): Promise<readonly string[]>;
}

async function orNothing<Value>(value: Promise<Value>, nothing: Value): Promise<Value> {
  return value.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing;
    throw error;
  });
}

export function ledgerFiles(dataDir: string): LedgerFiles {
  return {
    async keepPublicKey(keyId, pem) {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writeFile(join(dataDir, `ledger-${keyId}.pub`), pem, { mode: 0o600 });
    },
    keepSigned: (link) => appendFile(join(dataDir, signedName), `${link}\n`, { mode: 0o600, flush: true }),
    async publicKeys() {
      const names = (await orNothing(readdir(dataDir), [])).filter((name) => keyName.test(name));
      return Promise.all(names.map((name) => readFile(join(dataDir, name), 'utf8')));
    },
    async signed() {
      const text = await orNothing(readFile(join(dataDir, signedName), 'utf8'), '');
      return text.split('\n').filter((line) => line !== '');
    },
  };
}
