import { parseArgs } from 'node:util';

/** How much is measured. */
export interface Sizes {
  /** Each system is measured this often, in turn; the median counts. */
  readonly rounds: number;
  /** Turns before a measurement: node compiles what is hot for the first ten thousand. */
  readonly warmUp: number;
  /** Turns of one measurement in closed loop. */
  readonly turns: number;
  /** How long messages arrive in one measurement in open loop. */
  readonly openSeconds: number;
  /** Turns of the simulator, one after the other. */
  readonly simulatorTurns: number;
  /** Banking turns in closed loop. */
  readonly bankingTurns: number;
  /** Conversations present, in ascending order. */
  readonly conversations: readonly number[];
}

export interface BenchArguments {
  /** Where to write the figures for programs. */
  readonly json: string | undefined;
  readonly sizes: Sizes;
}

const whole: Sizes = {
  rounds: 3,
  warmUp: 12_000,
  turns: 6_000,
  openSeconds: 20,
  simulatorTurns: 300,
  bankingTurns: 3_000,
  conversations: [1_000, 100_000, 1_000_000],
};

/** Under a minute in all. */
const quick: Sizes = {
  rounds: 1,
  warmUp: 1_200,
  turns: 1_200,
  openSeconds: 2,
  simulatorTurns: 30,
  bankingTurns: 360,
  conversations: [1_000, 10_000],
};

/** @throws TypeError for an option that does not exist. */
export function readArguments(args: readonly string[]): BenchArguments {
  const options = { json: { type: 'string' }, quick: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options });
  return { json: values.json, sizes: values.quick ? quick : whole };
}
