import { disclosureLevels } from '../../../secrecy/grant.ts';
import { redisServerInstalled } from '../../support/redis-server.ts';
import { openPageStage, type PageStageOptions } from '../canary/page-stage.ts';
import { type DialogueReport, type DialogueSettings, runDialogues } from '../canary/run-dialogues.ts';
import { openSimulatorStage } from '../canary/simulator-stage.ts';
import type { Stage } from '../canary/stage.ts';
import type { Form, Proof, RunReport } from './proof.ts';

const sizes = { short: { dialogues: 36, length: 4, simulated: 12 }, long: { dialogues: 10_000, length: 4, simulated: 500 } } as const;
const seed = 20_261_130;

async function onStage(open: Promise<Stage>, settings: DialogueSettings): Promise<DialogueReport> {
  const stage = await open;
  try {
    return await runDialogues(stage, settings);
  } finally {
    await stage.stop();
  }
}

/** Half of the dialogues with each store; the short form leaves SQLite to the simulator, which has no other. */
function storesOf(form: Form): readonly PageStageOptions['store'][] {
  if (!redisServerInstalled()) return ['sqlite'];
  return form === 'short' ? ['redis'] : ['sqlite', 'redis'];
}

async function run(form: Form): Promise<RunReport> {
  const { dialogues, length, simulated } = sizes[form];
  const stores = storesOf(form);
  const reports: DialogueReport[] = [];
  for (const [index, store] of stores.entries())
    reports.push(await onStage(openPageStage({ store }), { dialogues: dialogues / stores.length, length, seed: seed + index * dialogues }));
  reports.push(await onStage(openSimulatorStage(), { dialogues: simulated, length, seed: seed - simulated }));
  const total = (of: 'messages' | 'replies' | 'bytes' | 'lines' | 'shown'): number => reports.reduce((sum, report) => sum + report[of], 0);
  const leaks = reports.flatMap((report) => report.leaks);
  const silent = reports.filter(({ shown }) => shown === 0).length;
  return {
    figures: {
      'dialogues on a Page': dialogues,
      'dialogues in the simulator': simulated,
      'at each level': dialogues / disclosureLevels.length,
      messages: total('messages'),
      replies: total('replies'),
      'bytes to Meta searched': total('bytes'),
      'lines of log and ledger searched': total('lines'),
      'canaries found where they may be': total('shown'),
      'canaries found elsewhere': leaks.length,
    },
    violations: [
      ...leaks.map((leak) => JSON.stringify(leak)),
      // Where nothing is found at `shown`, nothing is looked for.
      ...(silent > 0 ? ['no canary was found where they may be'] : []),
    ],
  };
}

/** Everything that leaves, searched for everything that the bank knows. */
export const canaries: Proof = {
  id: 'canaries',
  title: 'Random dialogues at the four levels tell nothing that the level does not let out',
  goal: '10 000 dialogues, 0 canaries where they may not be',
  run,
};
