import type { RedisNode } from './redis-address.ts';

/** What one sentinel says: who is master, and since which failover. */
export interface Opinion {
  readonly epoch: number;
  readonly node: RedisNode;
}

export interface Considered {
  /** Of the sentinels that answer now. */
  readonly opinions: readonly Opinion[];
  readonly accepted: Opinion | undefined;
  /** How many sentinels there are. */
  readonly sentinels: number;
}

/**
 * The latest failover counts, as it does among the sentinels themselves: one that was cut off still names the master of before. Epochs
 * begin anew where sentinels are set up anew; then all that answer have to agree, and be the majority.
 */
export function chooseMaster({ opinions, accepted, sentinels }: Considered): Opinion | undefined {
  const [latest] = [...opinions].sort((one, other) => other.epoch - one.epoch);
  if (latest === undefined || accepted === undefined || latest.epoch > accepted.epoch) return latest ?? accepted;
  const agreed = opinions.every(({ node }) => isSameNode(node, latest.node)) && opinions.length * 2 > sentinels;
  return agreed ? latest : accepted;
}

/** Whether both name the same server, by host and port as the sentinels write them. */
export function isSameNode(one: RedisNode, other: RedisNode): boolean {
  return one.host === other.host && one.port === other.port;
}
