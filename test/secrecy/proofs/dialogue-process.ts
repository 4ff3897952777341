import type { DialogueReport } from '../canary/run-dialogues.ts';
import { runShard } from './dialogue-shard.ts';

/** One share of the dialogues as a process of its own: `dialogue-process.ts <shard as JSON>`; its report is the message it sends. */
const over = new AbortController();
process.once('disconnect', () => over.abort());
const report: DialogueReport = await runShard(JSON.parse(process.argv[2] ?? ''), over.signal);
process.send?.(report, () => process.exit(0));
