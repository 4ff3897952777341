import { setImmediate as breath } from 'node:timers/promises';
import { type DisclosureLevel, disclosureLevels } from '../../../secrecy/grant.ts';
import { createRandom } from '../../support/random.ts';
import { createJudge, type Judge, type Leak } from './judge.ts';
import { randomDialogue } from './random-dialogue.ts';
import type { Stage, StageCustomer } from './stage.ts';

export interface DialogueReport {
  readonly dialogues: number;
  readonly messages: number;
  readonly replies: number;
  /** Bytes that were searched. */
  readonly bytes: number;
  /** Canaries that were found where they may be, at `shown`: that there are some proves that they are looked for. */
  readonly shown: number;
  /** Lines of the log and of the ledger that were searched. */
  readonly lines: number;
  readonly leaks: readonly Leak[];
}

export interface DialogueSettings {
  readonly dialogues: number;
  readonly length: number;
  readonly seed: number;
}

/** How many dialogues between two looks at the log, the ledger and the store. */
const lookEvery = 500;

interface Counts {
  messages: number;
  replies: number;
  bytes: number;
  shown: number;
  lines: number;
}

interface Run extends DialogueSettings {
  readonly stage: Stage;
  readonly judge: Judge;
  readonly counts: Counts;
  readonly leaks: Leak[];
}

/** One dialogue, from its beginning. */
async function playDialogue(run: Run, customer: StageCustomer, index: number): Promise<void> {
  const { stage, judge, counts, leaks, seed, length } = run;
  const level: DisclosureLevel = disclosureLevels[index % disclosureLevels.length] ?? 'sealed';
  const moves = randomDialogue(createRandom(seed + index), { language: customer.language, length });
  await stage.begin(customer.id, level);
  const typedSoFar: string[] = [];
  for (const move of moves) {
    const { typed, outputs, replies } = await stage.play(customer.id, move);
    typedSoFar.push(typed);
    counts.messages += 1;
    counts.replies += replies;
    for (const { where, text } of outputs) {
      counts.bytes += text.length;
      const { forbidden, allowed } = judge.said(text, { customer: customer.id, level, typed: typedSoFar });
      counts.shown += allowed;
      if (forbidden.length > 0)
        leaks.push({ level, where, customer: customer.id, found: forbidden.map(({ written }) => written), after: typed });
    }
  }
}

/** How many lines, and bytes, are searched before others have their turn: what waits for an answer would time out. */
const linesAtOnce = 50;
const bytesAtOnce = 2 ** 21;
/** No canary is longer. */
const longestCanary = 64;

async function storedIn(bytes: Buffer, judge: Judge): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let from = 0; from < bytes.length; from += bytesAtOnce) {
    for (const canary of judge.stored(bytes.subarray(from, from + bytesAtOnce + longestCanary))) found.add(canary);
    await breath();
  }
  return [...found];
}

/** Searches what is kept: the log and the ledger since the last look, the store as it is. */
export async function lookAtKept(stage: Stage, judge: Judge): Promise<{ readonly lines: number; readonly leaks: readonly Leak[] }> {
  const kept = { log: stage.takeLog(), ledger: await stage.takeLedger() };
  const leaks: Leak[] = [];
  const note = (where: string, found: readonly string[], after: string): void => {
    if (found.length > 0) leaks.push({ level: 'any', where, customer: '', found, after });
  };
  for (const [where, lines] of Object.entries(kept))
    for (const [index, line] of lines.entries()) {
      note(
        where,
        judge.kept(line).map(({ written }) => written),
        line.slice(0, 300),
      );
      if (index % linesAtOnce === 0) await breath();
    }
  note('store', await storedIn(await stage.atRest(), judge), '');
  return { lines: kept.log.length + kept.ledger.length, leaks };
}

async function look({ stage, judge, counts, leaks }: Run): Promise<void> {
  const kept = await lookAtKept(stage, judge);
  counts.lines += kept.lines;
  leaks.push(...kept.leaks);
}

/** Random dialogues of all customers at the same time, each at one of the four levels in turn, with everything that leaves searched. */
export async function runDialogues(stage: Stage, settings: DialogueSettings, over?: AbortSignal): Promise<DialogueReport> {
  const counts: Counts = { messages: 0, replies: 0, bytes: 0, shown: 0, lines: 0 };
  const run: Run = { ...settings, stage, judge: createJudge(stage.customers), counts, leaks: [] };
  let next = 0;
  const lane = async (customer: StageCustomer, until: number): Promise<void> => {
    while (next < until) {
      over?.throwIfAborted();
      await playDialogue(run, customer, (next += 1) - 1);
    }
  };
  while (next < settings.dialogues) {
    const until = Math.min(next + lookEvery, settings.dialogues);
    await Promise.all(stage.customers.map((customer) => lane(customer, until)));
    await look(run);
  }
  return { dialogues: settings.dialogues, ...counts, leaks: run.leaks };
}
