import { parseArgs } from 'node:util';

/** What an auditor asks for. */
export type AuditCommand =
  | {
      readonly name: 'verify';
      /** An exported chain; the store where it is left out. */
      readonly file: string | undefined;
      /** Signatures that were kept elsewhere; those of the data folder where it is left out. */
      readonly signed: string | undefined;
      /** Public keys, PEM; those of the data folder where there is none. */
      readonly publicKeys: readonly string[];
      readonly json: boolean;
    }
  | { readonly name: 'export'; readonly file: string; readonly drop: boolean };

/** What the command prints where it is asked for help or not understood. */
export const usage = `The ledger of everything that left, and whether it is whole.

  npm run audit:verify                              goes over the chain in the store
  npm run audit:verify -- --file ledger.jsonl       goes over an exported chain, without a store
      --signed FILE                                 signatures kept elsewhere (one link a line), instead of those in the data folder
      --public-key FILE                             a key that is trusted, instead of those in the data folder; may be repeated
      --json                                        for programs
  npm run audit:export -- --file ledger.jsonl       writes the chain up to its last signature
      --drop                                        and takes it out of the store, once it is on the disk

It works beside a running system, on the store that the environment names (REDIS_URL, KEY_VAULT_REDIS_URL, GUICHET_DATA_DIR, STORE_KEYS).
Ends with 0; with 1 where something is wrong with the chain or it cannot be read; with 2 where the command is none of these.
`;

const verifyOptions = {
  file: { type: 'string' },
  signed: { type: 'string' },
  'public-key': { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

/** Undefined for what is none of the commands. */
export function readCommand(args: readonly string[]): AuditCommand | undefined {
  const [name, ...rest] = args;
  try {
    if (name === 'verify') {
      const { values } = parseArgs({ args: rest, options: verifyOptions });
      return { name, file: values.file, signed: values.signed, publicKeys: values['public-key'] ?? [], json: values.json ?? false };
    }
    if (name === 'export') {
      const { values } = parseArgs({ args: rest, options: { file: { type: 'string' }, drop: { type: 'boolean' } } });
      return values.file === undefined ? undefined : { name, file: values.file, drop: values.drop ?? false };
    }
  } catch {
    return undefined;
  }
  return undefined;
}
