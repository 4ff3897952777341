import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openPageStage } from '../canary/page-stage.ts';
import { type DialogueReport, type DialogueSettings, runDialogues } from '../canary/run-dialogues.ts';
import { openSimulatorStage } from '../canary/simulator-stage.ts';

/** A share of the dialogues: on a Page with one of the stores, or in the simulator. */
export interface Shard extends DialogueSettings {
  readonly on: 'sqlite' | 'redis' | 'simulator';
}

/** Plays it in this process. */
export async function runShard({ on, ...settings }: Shard): Promise<DialogueReport> {
  const stage = on === 'simulator' ? await openSimulatorStage() : await openPageStage({ store: on });
  try {
    return await runDialogues(stage, settings);
  } finally {
    await stage.stop();
  }
}

/** Plays it in a process of its own. */
export async function runShardApart(shard: Shard): Promise<DialogueReport> {
  const child = fork(fileURLToPath(new URL('dialogue-process.ts', import.meta.url)), [JSON.stringify(shard)]);
  return new Promise((resolve, reject) => {
    child.once('message', (report: DialogueReport) => resolve(report));
    child.once('exit', (code) => reject(new Error(`the dialogues on ${shard.on} ended with ${code}`)));
  });
}
