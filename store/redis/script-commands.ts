import { deskScripts } from './desk-scripts.ts';
import { effectScripts } from './effect-scripts.ts';
import { ledgerScripts } from './ledger-scripts.ts';
import { mailboxScripts } from './mailbox-scripts.ts';
import { quarantineScripts } from './quarantine-scripts.ts';
import { recordScripts } from './record-scripts.ts';
import { vaultScripts } from './vault-scripts.ts';

/** All scripts of the store, for the option `scripts` of ioredis. */
export const scripts = {
  ...mailboxScripts,
  ...quarantineScripts,
  ...effectScripts,
  ...ledgerScripts,
  ...recordScripts,
  ...vaultScripts,
  ...deskScripts,
};

type Argument = string | number | Buffer;

/** The commands that ioredis makes of the scripts: keys, then arguments; texts come back as bytes. */
type ScriptCommands = { [Name in keyof typeof scripts as `${Name}Buffer`]: (...parts: readonly Argument[]) => Promise<unknown> };

declare module 'ioredis' {
  // oxlint-disable-next-line typescript/consistent-type-definitions, typescript/no-empty-object-type -- merges with the class of ioredis, which only an interface can
  interface Redis extends ScriptCommands {}
  // oxlint-disable-next-line typescript/consistent-type-definitions, typescript/no-empty-object-type -- as above
  interface Cluster extends ScriptCommands {}
}
