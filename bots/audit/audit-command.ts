import { createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createLedgerVerifier } from '../../secrecy/ledger/ledger-keys.ts';
import { hashOfLink, readLink } from '../../secrecy/ledger/link.ts';
import { type LedgerReport, verifyLedger } from '../../secrecy/ledger/verify-ledger.ts';
import type { Store } from '../../store/port.ts';
import { type CommandDeps, withRunningStore } from '../open-running-store.ts';
import { ledgerFiles } from './ledger-files.ts';
import { linesOf, linksInStore } from './ledger-source.ts';
import { type AuditCommand, readCommand, usage } from './read-command.ts';

type Verify = Extract<AuditCommand, { name: 'verify' }>;

/** As many as one keeper may leave unsigned, and a round more. */
const mostUnsigned = 2_000;

async function linesIn(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
}

async function trusted({ publicKeys, signed }: Verify, dataDir: () => string) {
  const files = publicKeys.length > 0 && signed !== undefined ? undefined : ledgerFiles(dataDir());
  const keys =
    publicKeys.length > 0 ? await Promise.all(publicKeys.map((file) => readFile(file, 'utf8'))) : ((await files?.publicKeys()) ?? []);
  if (keys.length === 0) throw new Error('there is no public key to verify with: name one with --public-key');
  const exported = signed === undefined ? ((await files?.signed()) ?? []) : await linesIn(signed);
  return { verifier: createLedgerVerifier(keys), exported };
}

/** Where a chain begins whose first part was exported and dropped: the first link says what came before it. */
function startOf(first: string | undefined): { readonly seq: number; readonly hash: string } | undefined {
  const link = first === undefined ? undefined : readLink(first);
  return link && { seq: link.seq - 1, hash: link.previous };
}

async function verifyStore(store: Store, settings: Awaited<ReturnType<typeof trusted>>): Promise<LedgerReport> {
  const head = await store.ledger.head();
  const after = startOf((await store.ledger.read(0, 1))[0]);
  return verifyLedger(linksInStore(store.ledger, after?.seq, head.seq), { ...settings, head, mostUnsigned, ...(after && { after }) });
}

async function verifyFile(file: string, settings: Awaited<ReturnType<typeof trusted>>): Promise<LedgerReport> {
  for await (const first of linesOf(file)) {
    const after = startOf(first);
    return verifyLedger(linesOf(file), { ...settings, ...(after && { after }) });
  }
  throw new Error(`there is no link in ${file}`);
}

function describe({ links, signatures, unsigned, lost, findings }: LedgerReport, exported: number): string {
  const lines = findings.map(({ seq, what }) => `  link ${seq}: ${what}`);
  const verdict = findings.length === 0 ? 'The ledger is whole.' : `${findings.length} finding(s):`;
  return [
    `${links} links, ${signatures} signatures, ${unsigned} after the last one; ${exported} signatures kept elsewhere`,
    ...(lost > 0 ? [`${lost} entries of what has left are not in it: a process was killed, or the store was away`] : []),
    verdict,
    ...lines,
    '',
  ].join('\n');
}

async function verify(command: Verify, deps: CommandDeps): Promise<0 | 1> {
  const settings = await trusted(command, () => deps.config().dataDir);
  const { file } = command;
  const report = await (file === undefined
    ? withRunningStore(deps.config(), (store) => verifyStore(store, settings))
    : verifyFile(file, settings));
  deps.print(command.json ? `${JSON.stringify(report)}\n` : describe(report, settings.exported.length));
  return report.findings.length === 0 ? 0 : 1;
}

/** Up to the last signature, so that the file can be verified by itself. */
async function exportTo({ file, drop }: Extract<AuditCommand, { name: 'export' }>, deps: CommandDeps): Promise<0> {
  return withRunningStore<0>(deps.config(), async ({ ledger }) => {
    const { signedSeq } = await ledger.head();
    const [first] = await ledger.read(0, 1);
    const after = startOf(first)?.seq ?? 0;
    if (first === undefined || signedSeq <= after) throw new Error('there is nothing to export yet');
    const lines = linksInStore(ledger, after, signedSeq);
    let last = '';
    const text = async function* (): AsyncGenerator<string> {
      for await (const line of lines) {
        last = line;
        yield `${line}\n`;
      }
    };
    await pipeline(Readable.from(text()), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    await flush(file);
    if (drop) await ledger.drop(signedSeq);
    deps.print(
      `links ${after + 1} to ${signedSeq} are in ${file}${drop ? ', and no longer in the store' : ''}; the last has the hash ${hashOfLink(last)}\n`,
    );
    return 0;
  });
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function run(args: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  if (args.includes('--help') || args[0] === 'help') {
    deps.print(usage);
    return 0;
  }
  const command = readCommand(args);
  if (!command) {
    deps.complain(usage);
    return 2;
  }
  return command.name === 'verify' ? verify(command, deps) : exportTo(command, deps);
}

/** `npm run audit:verify`, `npm run audit:export`: answers with the exit code. */
export async function auditCommand(args: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  try {
    return await run(args, deps);
  } catch (error) {
    deps.complain(`audit: ${error instanceof Error ? error.message : 'the ledger cannot be read'}\n`);
    return 1;
  }
}
