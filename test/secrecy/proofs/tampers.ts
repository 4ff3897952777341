import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { linesOf } from '../../../bots/audit/ledger-source.ts';
import { signedText } from '../../../secrecy/ledger/keep-ledger.ts';
import { createLedgerSigner, createLedgerVerifier } from '../../../secrecy/ledger/ledger-keys.ts';
import { hashOfLink, writeLink } from '../../../secrecy/ledger/link.ts';
import { type LedgerReport, verifyLedger } from '../../../secrecy/ledger/verify-ledger.ts';
import { keptLedger, saidEntry } from '../../support/ledger-in-memory.ts';
import { createRandom } from '../../support/random.ts';
import type { Form, Proof, RunReport } from './proof.ts';
import { type TamperKind, tamper, tamperKinds } from './tamper-ledger.ts';

const sizes = { short: { tampers: 1_000, entries: 20_000 }, long: { tampers: 10_000, entries: 1_000_000 } } as const;
const links = 200;
const mostSeconds = 30;
/** A signature after so many entries, as the keeper makes it. */
const signEvery = 1_000;

const signer = () => createLedgerSigner(createHash('sha256').update('a key for proofs').digest());

/** A chain as the keeper writes it, signed now and then, with its signatures as they were exported. */
async function makeChain(): Promise<{ readonly chain: readonly string[]; readonly exported: readonly string[] }> {
  const kept = keptLedger(signer());
  for (let index = 0; index < links; index += 1) {
    await kept.ledger.add([saidEntry(signer(), index)]);
    if (index % 20 === 0) kept.pass(60_000);
    await kept.keeper.round();
  }
  await kept.keeper.finish();
  return { chain: kept.ledger.links, exported: kept.exported };
}

interface TamperCounts {
  readonly tried: ReadonlyMap<TamperKind, number>;
  readonly missed: readonly string[];
  readonly untouched: number;
}

/** Without knowing where the chain ends, as somebody has it who was only handed the file and the exported signatures. */
async function tryTampers(count: number): Promise<TamperCounts> {
  const { chain, exported } = await makeChain();
  const verifier = createLedgerVerifier([signer().publicKey]);
  const random = createRandom(20_261_130);
  const tried = new Map<TamperKind, number>();
  const missed: string[] = [];
  const before = chain.join('\n');
  while ([...tried.values()].reduce((sum, each) => sum + each, 0) < count) {
    const kind = random.pick(tamperKinds);
    const changed = tamper(kind, { chain, signer: signer(), random });
    // A swap of a link with itself is no change.
    if (changed.join('\n') === before) continue;
    tried.set(kind, (tried.get(kind) ?? 0) + 1);
    const { findings } = await verifyLedger(changed, { verifier, exported });
    if (findings.length === 0) missed.push(`${kind}, number ${tried.get(kind)}`);
  }
  return { tried, missed, untouched: (await verifyLedger(chain, { verifier, exported })).findings.length };
}

/** A long chain, line by line. */
function* longChain(entries: number): Generator<string> {
  const own = signer();
  let previous = '';
  for (let seq = 1; seq <= entries; seq += 1) {
    const isSignature = seq % signEvery === 0 || seq === entries;
    const signature = isSignature ? own.sign(signedText({ seq: seq - 1, hash: previous })) : '';
    const entry = isSignature ? { kind: 'signed', at: '2026-11-30T10:00:00.000Z', key: own.keyId, signature } : saidEntry(own, seq);
    const link = writeLink(seq, previous, entry);
    previous = hashOfLink(link);
    yield `${link}\n`;
  }
}

/** From a file, as `npm run audit:verify -- --file` does. */
async function verifyLong(entries: number): Promise<LedgerReport & { readonly seconds: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-ledger-'));
  const file = join(folder, 'ledger.jsonl');
  try {
    await pipeline(Readable.from(longChain(entries)), createWriteStream(file));
    const begun = performance.now();
    const report = await verifyLedger(linesOf(file), { verifier: createLedgerVerifier([signer().publicKey]) });
    return { ...report, seconds: (performance.now() - begun) / 1_000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(form: Form): Promise<RunReport> {
  const { tampers: count, entries } = sizes[form];
  const { tried, missed, untouched } = await tryTampers(count);
  const { seconds, links: verified, findings } = await verifyLong(entries);
  return {
    figures: {
      ...Object.fromEntries(tamperKinds.map((kind) => [kind, tried.get(kind) ?? 0])),
      'tampers tried': count,
      'tampers found': count - missed.length,
      'found in the chain as it was': untouched,
      'entries verified': verified,
      'seconds for that': Math.round(seconds * 10) / 10,
    },
    violations: [
      ...missed.map((what) => `not found: ${what}`),
      ...(untouched + findings.length > 0 ? ['something was found in a whole chain'] : []),
      ...(form === 'long' && seconds > mostSeconds ? [`${entries} entries took ${seconds.toFixed(1)} s`] : []),
    ],
  };
}

/** The ledger shows what was done to it. */
export const tampers: Proof = {
  id: 'tampers',
  title: 'Random changes of the ledger are found, each of them, and a long one is verified fast',
  goal: '10 000 of 10 000 found, 0 in the chain as it was; 1 000 000 entries in less than 30 s',
  run,
};
