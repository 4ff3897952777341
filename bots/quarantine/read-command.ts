/** What an operator asks for. */
export type QuarantineCommand =
  | { readonly name: 'list' }
  | { readonly name: 'show'; readonly id: string; readonly reveal: boolean }
  | { readonly name: 'retry' | 'drop'; readonly id: string };

/** What the command prints where it is asked for help or not understood. */
export const usage = `Events that could not be handled, kept for somebody to look into.

  npm run quarantine -- list                 what is set aside, the oldest first
  npm run quarantine -- show <id>            where it broke, and the event without the customer's words
  npm run quarantine -- show <id> --reveal   the same with the customer's words and ids: personal data
  npm run quarantine -- retry <id>           puts it back into its conversation, to be tried anew
  npm run quarantine -- drop <id>            deletes it

It works beside a running system, on the store that the environment names (REDIS_URL, KEY_VAULT_REDIS_URL, GUICHET_DATA_DIR, STORE_KEYS).
Ends with 0; with 1 where there is no such event or the store cannot be read; with 2 where the command is none of these.
`;

/** Undefined for what is none of the commands. */
export function readCommand(args: readonly string[]): QuarantineCommand | undefined {
  const [name, id, option, ...more] = args;
  if (more.length > 0) return undefined;
  if (name === 'list') return id === undefined ? { name } : undefined;
  if (id === undefined || id.startsWith('-')) return undefined;
  if (name === 'show' && (option === undefined || option === '--reveal')) return { name, id, reveal: option !== undefined };
  return (name === 'retry' || name === 'drop') && option === undefined ? { name, id } : undefined;
}
