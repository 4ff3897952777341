import { disclosureLevels } from '../../../secrecy/grant.ts';
import { redisServerInstalled } from '../../support/redis-server.ts';
import type { DialogueReport } from '../canary/run-dialogues.ts';
import { runShard, runShardsApart, type Shard } from './dialogue-shard.ts';
import type { Form, Proof, RunReport } from './proof.ts';

const sizes = { short: { dialogues: 36, length: 4, simulated: 12 }, long: { dialogues: 10_000, length: 4, simulated: 500 } } as const;
const seed = 20_261_130;

/** Half of the dialogues with each store; the short form leaves SQLite to the simulator, which has no other. */
function shardsOf(form: Form): readonly Shard[] {
  const { dialogues, length, simulated } = sizes[form];
  const stores = !redisServerInstalled() ? (['sqlite'] as const) : form === 'short' ? (['redis'] as const) : (['sqlite', 'redis'] as const);
  const share = dialogues / stores.length;
  return [
    ...stores.map((on, index): Shard => ({ on, dialogues: share, length, seed: seed + index * share })),
    { on: 'simulator', dialogues: simulated, length, seed: seed - simulated },
  ];
}

async function reportsOf(form: Form): Promise<readonly DialogueReport[]> {
  const shards = shardsOf(form);
  if (form === 'long') return runShardsApart(shards);
  const reports: DialogueReport[] = [];
  for (const shard of shards) reports.push(await runShard(shard));
  return reports;
}

async function run(form: Form): Promise<RunReport> {
  const { dialogues, simulated } = sizes[form];
  const reports = await reportsOf(form);
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
