import { defineScript } from './script.ts';

/**
 * - bucket: hash from the name of an owner to the wrapped data key, some dozens in each
 */

/** ARGV name, wrapped key. Answers the one that is there then. */
const findOrKeep = `
redis.call('HSETNX', bucket, ARGV[1], ARGV[2])
return redis.call('HGET', bucket, ARGV[1])
`;

/** ARGV name, wrapped key as it has to be there, the one to put in its place. Answers 1 replaced, 0 not there. Run again, it answers as the first time. */
const replace = `
local there = redis.call('HGET', bucket, ARGV[1])
if there == ARGV[3] then return 1 end
if there ~= ARGV[2] then return 0 end
redis.call('HSET', bucket, ARGV[1], ARGV[3])
return 1
`;

/** Scripts of the key vault, for ioredis. */
export const vaultScripts = {
  guichetKeepKey: defineScript(['bucket'], findOrKeep),
  guichetReplaceKey: defineScript(['bucket'], replace),
};
