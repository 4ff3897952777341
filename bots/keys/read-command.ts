/** What an operator asks for. */
export type KeysCommand = { readonly name: 'status' | 'rewrap' };

/** What the command prints where it is asked for help or not understood. */
export const usage = `The data keys of conversations, and the master keys they are wrapped with. No key is ever printed.

  npm run keys -- status   how many data keys lie under which master key, by its id
  npm run keys -- rewrap   puts all of them under the master key in force, the first one

It works beside a running system, on the store that the environment names (REDIS_URL, KEY_VAULT_REDIS_URL, GUICHET_DATA_DIR, STORE_KEYS,
STORE_KEYS_FILE). To change the master key: docs/operations.md, “Keys”.
Ends with 0; with 1 where data keys lie under a master key that is not configured, or the store cannot be read; with 2 where the command is
none of these.
`;

/** Undefined for what is none of the commands. */
export function readCommand(args: readonly string[]): KeysCommand | undefined {
  const [name, ...more] = args;
  return (name === 'status' || name === 'rewrap') && more.length === 0 ? { name } : undefined;
}
