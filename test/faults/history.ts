import { closeSync, openSync, writeSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const at = z.number();
const turn = { at, worker: z.string(), psid: z.string(), name: z.string(), fence: z.number() };

/**
 * One thing that happened. `at` is in milliseconds of the machine's monotonic clock, which all its processes share.
 * `name` is the id of a customer's event, `psid` the customer.
 */
const happeningSchema = z.discriminatedUnion('kind', [
  /** An event was posted to the webhook, for the first time or again. */
  z.object({ kind: z.literal('sent'), at, psid: z.string(), name: z.string(), what: z.string() }),
  /** What the webhook answered: a status, or 0 where nothing came. */
  z.object({ kind: z.literal('answered'), at, name: z.string(), status: z.number() }),
  /** The Graph API took a message for the customer. `metadata` names the sending, `count` is the state's at that turn. */
  z.object({
    kind: z.literal('delivered'),
    at,
    psid: z.string(),
    name: z.string(),
    count: z.number(),
    part: z.number(),
    metadata: z.string(),
  }),
  /** A worker got the claim of an event; `count` is what the state says at that time; `rest`: only sending is left. */
  z.object({ kind: z.literal('begun'), ...turn, count: z.number(), attempt: z.number(), rest: z.boolean() }),
  /** The turn is computed and is about to be committed. */
  z.object({ kind: z.literal('committing'), ...turn, count: z.number() }),
  /** The store has answered. */
  z.object({ kind: z.literal('committed'), ...turn, count: z.number() }),
  z.object({ kind: z.literal('stale'), ...turn }),
  /** The event was set aside; `rest`: only sending was left. */
  z.object({ kind: z.literal('quarantined'), ...turn, reason: z.string(), attempt: z.number(), rest: z.boolean() }),
  /** The turn is over, all replies have left. */
  z.object({ kind: z.literal('ended'), ...turn }),
  /** The state at the end: the names of all events that went into it, in order. */
  z.object({ kind: z.literal('state'), at, psid: z.string(), names: z.array(z.string()) }),
  /** The bank was asked for a write. */
  z.object({ kind: z.literal('bank-asked'), at, key: z.string(), name: z.string() }),
  /** The bank carried it out. */
  z.object({ kind: z.literal('bank-write'), at, key: z.string(), name: z.string() }),
  /** Something was done to the system; `worker` where it was one. */
  z.object({ kind: z.literal('fault'), at, what: z.string(), worker: z.string().optional() }),
]);
export type Happening = z.infer<typeof happeningSchema>;

/** Milliseconds of the machine's monotonic clock: the same in all processes. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** What is to be written down: `at` is put in. */
export type Told = Happening extends infer Each ? (Each extends Happening ? Omit<Each, 'at'> : never) : never;

/** Takes down what happens. What has been told survives a kill of the process. */
export interface Recorder {
  tell(happening: Told): void;
  close(): void;
}

/** Appends to a file of its own, without a buffer: what was written is with the kernel, whatever becomes of the process. */
export function openRecorder(file: string): Recorder {
  const handle = openSync(file, 'a');
  return {
    tell: (happening) => void writeSync(handle, `${JSON.stringify({ at: monotonicMs(), ...happening })}\n`),
    close: () => closeSync(handle),
  };
}

/** Everything that was recorded in a folder, by time. A last line cut off by a kill is left out. */
export async function readHistory(folder: string): Promise<readonly Happening[]> {
  // The workers' signatures of the ledger lie in the same folder.
  const files = (await readdir(folder)).filter((file) => file.endsWith('.jsonl') && !file.startsWith('ledger-'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n').slice(0, -1));
  return lines.map((line) => happeningSchema.parse(JSON.parse(line))).sort((first, second) => first.at - second.at);
}
