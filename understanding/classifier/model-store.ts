import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from './model.ts';
import { decodeModel, encodeModel } from './model-bytes.ts';
import { sourceDigest } from './source-digest.ts';
import type { Example } from './train-model.ts';

/** Where trained models are kept; losing it costs the time of training, nothing else. */
export interface ModelStore {
  load(key: string): Model | undefined;
  save(key: string, model: Model): void;
}

/** Names what a model depends on: the examples, the seed, and the code that trains. */
export function modelKey(examples: readonly Example[], seed: number): string {
  return createHash('sha256')
    .update(JSON.stringify({ code: sourceDigest(), seed, examples }))
    .digest('hex')
    .slice(0, 32);
}

/** Keeps models in a folder. A file that is not whole is as good as none; a folder that cannot be written costs no more than the time. */
export function createModelStore(folder: string): ModelStore {
  return {
    load: (key) => {
      try {
        return decodeModel(readFileSync(join(folder, nameOf(key))));
      } catch {
        return undefined;
      }
    },
    save: (key, model) => {
      try {
        mkdirSync(folder, { recursive: true });
        writeWhole(folder, nameOf(key), encodeModel(model));
        forgetOld(folder);
      } catch {
        // The model is in memory; the next start trains again.
      }
    },
  };
}

const kept = /^classifier-[0-9a-f]{32}\.bin$/;
/** Whoever changes examples leaves a model behind with each change. */
const mostKept = 8;

function nameOf(key: string): string {
  return `classifier-${key}.bin`;
}

/** Processes that start together all write the same: whoever is last replaces a whole file by a whole file. */
function writeWhole(folder: string, name: string, bytes: Buffer): void {
  const unfinished = join(folder, `${randomUUID()}.tmp`);
  try {
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, join(folder, name));
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function forgetOld(folder: string): void {
  const models = readdirSync(folder).filter((name) => kept.test(name));
  const byAge = models.toSorted((one, other) => writtenAt(folder, other) - writtenAt(folder, one));
  for (const name of byAge.slice(mostKept)) rmSync(join(folder, name), { force: true });
}

function writtenAt(folder: string, name: string): number {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
