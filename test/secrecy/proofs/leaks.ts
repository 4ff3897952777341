import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DisclosureLevel, disclosureLevels } from '../../../secrecy/grant.ts';
import type { CommittedTurn } from '../../../store/port.ts';
import { createJudge, type Judge } from '../canary/judge.ts';
import { openPageStage, type PageStage } from '../canary/page-stage.ts';
import { lookAtKept } from '../canary/run-dialogues.ts';
import { pairLeaksFound } from './pair-leaks.ts';
import { type Known, knownOf, type PlantedLeak, plantedLeaks, plantInCommit } from './planted-leaks.ts';
import type { Proof, RunReport } from './proof.ts';

/** The leak that is planted now, with what it knows. */
interface Plot {
  current: { readonly leak: PlantedLeak; readonly known: Known } | undefined;
}

/** Lets leaks into what the running application hands to its store. */
function bug({ page: { app } }: PageStage, plot: Plot): void {
  const { conversations } = app.foundation.store;
  const commit = conversations.commit.bind(conversations);
  Object.assign(conversations, {
    commit: async (claim: Parameters<typeof commit>[0], turn: CommittedTurn) =>
      commit(claim, plot.current ? await plantInCommit(plot.current.leak, plot.current.known, turn) : turn),
  });
}

interface Scene {
  readonly stage: PageStage;
  readonly judge: Judge;
  readonly plot: Plot;
}

const question = { fr: 'mon solde', en: 'my balance' } as const;

/** Which canaries are found where they may not be when somebody asks once. */
async function foundIn({ stage, judge, plot }: Scene, level: DisclosureLevel, leak?: PlantedLeak): Promise<readonly string[]> {
  const [customer, , other] = stage.customers;
  if (!customer || !other) throw new TypeError('this needs three customers');
  await stage.begin(customer.id, level);
  await lookAtKept(stage, judge);
  plot.current = leak && { leak, known: knownOf(customer, other, stage.page.app.dataDir) };
  const { outputs, typed } = await stage.play(customer.id, { kind: 'say', text: question[customer.language] });
  plot.current = undefined;
  const said = outputs.flatMap(({ text }) => judge.said(text, { customer: customer.id, level, typed: [typed] }).forbidden);
  const kept = await lookAtKept(stage, judge);
  await rm(join(stage.page.app.dataDir, 'guichet.db-cache'), { force: true });
  return [...said.map(({ written }) => written), ...kept.leaks.map(({ where, found, after }) => `${where}: ${found.join()} in ${after}`)];
}

async function searchedFor(): Promise<{ readonly missed: readonly string[]; readonly falselyFound: readonly string[] }> {
  const plot: Plot = { current: undefined };
  const stage = await openPageStage({
    store: 'sqlite',
    mixin: () => plot.current?.leak.inLog?.(plot.current.known) ?? {},
  });
  bug(stage, plot);
  const scene: Scene = { stage, plot, judge: createJudge(stage.customers) };
  try {
    const missed: string[] = [];
    const withoutLeak = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const level of disclosureLevels) found.push(...(await foundIn(scene, level)));
      return found;
    };
    const before = await withoutLeak();
    for (const leak of plantedLeaks) if ((await foundIn(scene, leak.level ?? 'sealed', leak)).length === 0) missed.push(leak.what);
    return { missed, falselyFound: [...before, ...(await withoutLeak())] };
  } finally {
    await stage.stop();
  }
}

async function run(): Promise<RunReport> {
  const { missed, falselyFound } = await searchedFor();
  const pairs = await pairLeaksFound();
  const notFound = [...missed, ...pairs.filter(({ found }) => found === 0).map(({ what }) => what)];
  const planted = plantedLeaks.length + pairs.length;
  return {
    figures: {
      'leaks planted for the search': plantedLeaks.length,
      'leaks planted for the pairs': pairs.length,
      'leaks found': planted - notFound.length,
      'found where none is planted': falselyFound.length,
    },
    violations: [
      ...notFound.map((what) => `not found: ${what}`),
      ...falselyFound.map((what) => `found where no leak was planted: ${what}`),
    ],
  };
}

/** The proofs, proved: a build that leaks is found out, however it does. */
export const leaks: Proof = {
  id: 'leaks',
  title: 'Leaks that are planted in a running Guichet are found, and nothing where there are none',
  goal: 'each of at least 20 kinds of leaks found, 0 found without one',
  run,
};
