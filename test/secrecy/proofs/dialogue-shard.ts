import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openPageStage } from '../canary/page-stage.ts';
import { type DialogueReport, type DialogueSettings, runDialogues } from '../canary/run-dialogues.ts';
import { openSimulatorStage } from '../canary/simulator-stage.ts';

/** A share of the dialogues: on a Page with one of the stores, or in the simulator. */
export interface Shard extends DialogueSettings {
  readonly on: 'sqlite' | 'redis' | 'simulator';
}

/** Plays it in this process. @param over ends it early. */
export async function runShard({ on, ...settings }: Shard, over?: AbortSignal): Promise<DialogueReport> {
  const stage = on === 'simulator' ? await openSimulatorStage() : await openPageStage({ store: on });
  try {
    return await runDialogues(stage, settings, over);
  } finally {
    await stage.stop();
  }
}

/** Plays each in a process of its own; where one ends before its time, so do the others. */
export async function runShardsApart(shards: readonly Shard[]): Promise<readonly DialogueReport[]> {
  const path = fileURLToPath(new URL('dialogue-process.ts', import.meta.url));
  const running = shards.map((shard) => ({ shard, child: fork(path, [JSON.stringify(shard)]) }));
  try {
    return await Promise.all(
      running.map(
        ({ shard, child }) =>
          new Promise<DialogueReport>((resolve, reject) => {
            child.once('message', (report: DialogueReport) => resolve(report));
            child.once('exit', (code, signal) => reject(new Error(`the dialogues on ${shard.on} ended with ${signal ?? code}`)));
          }),
      ),
    );
  } catch (error) {
    for (const { child } of running) if (child.connected) child.disconnect();
    throw error;
  }
}
