import type { FaultRun } from './fault-run.ts';
import { workerKills } from './runs/r1-worker-kills.ts';

/** All fault tests, in the order of their numbers. */
export const faultRuns: readonly FaultRun[] = [workerKills];
