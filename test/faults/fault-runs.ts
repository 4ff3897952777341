import type { FaultRun } from './fault-run.ts';
import { workerKills } from './runs/r1-worker-kills.ts';
import { redisKills } from './runs/r2-redis-kills.ts';
import { lostTail } from './runs/r3-lost-tail.ts';
import { sentinelFaults } from './runs/r4-sentinel.ts';
import { partitions } from './runs/r5-partitions.ts';
import { graphFaults } from './runs/r6-graph-faults.ts';
import { shuffledHistories } from './runs/r7-histories.ts';
import { clockSkew } from './runs/r8-clock-skew.ts';
import { diskFull } from './runs/r9-disk-full.ts';
import { poisonedMessages } from './runs/r10-poison.ts';
import { rollingRestarts } from './runs/r11-rolling-restarts.ts';
import { idle } from './runs/r12-idle.ts';
import { soak } from './runs/r13-soak.ts';
import { overload } from './runs/r14-overload.ts';
import { acknowledgement } from './runs/r15-acknowledgement.ts';
import { crashPoints } from './runs/r16-fail-points.ts';
import { degradedModes } from './runs/r17-degraded.ts';
import { ownership } from './runs/r18-ownership.ts';
import { deskLoad } from './runs/r19-desk-load.ts';

/** All fault tests, in the order of their numbers. */
export const faultRuns: readonly FaultRun[] = [
  workerKills,
  redisKills,
  lostTail,
  sentinelFaults,
  partitions,
  graphFaults,
  shuffledHistories,
  clockSkew,
  diskFull,
  poisonedMessages,
  rollingRestarts,
  idle,
  soak,
  overload,
  acknowledgement,
  crashPoints,
  degradedModes,
  ownership,
  deskLoad,
];
