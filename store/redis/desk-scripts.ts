import { clock, defineScript } from './script.ts';

/**
 * What the desk shows, all under one hash tag, because its feed is one.
 *
 * - summaries: hash of what is on the list: `v:<conversation>` its version, `s:<conversation>` its summary
 * - thread: hash of one conversation, with a time to live: number to entry, and `version`
 * - feed: stream of changes, each under its number: `c` the conversation, `v` the change
 * - counter: the number of the last change
 * - leases: hash, name to value; ends: sorted set of their names by the time at which they end
 *
 * apply: ARGV conversation, version, summary or an empty string, change, time to live of the thread, most events, then number and entry of
 * each entry. Answers 1 written, 0 known already.
 */
const apply = `
local known = tonumber(redis.call('HGET', thread, 'version') or '0')
if known >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', thread, 'version', ARGV[2])
if ARGV[3] == '' then redis.call('HDEL', summaries, 's:' .. ARGV[1], 'v:' .. ARGV[1])
else redis.call('HSET', summaries, 's:' .. ARGV[1], ARGV[3], 'v:' .. ARGV[1], ARGV[2]) end
for index = 7, #ARGV, 2 do redis.call('HSETNX', thread, ARGV[index], ARGV[index + 1]) end
redis.call('PEXPIRE', thread, ARGV[5])
local id = redis.call('INCR', counter)
redis.call('XADD', feed, 'MAXLEN', '~', ARGV[6], string.format('%.0f-0', id), 'c', ARGV[1], 'v', ARGV[4])
return 1
`;

/** ARGV conversation. What the feed holds of it is deleted by the caller. Answers 1 where there was anything. */
const forget = `
if redis.call('DEL', thread) == 0 then return 0 end
redis.call('HDEL', summaries, 's:' .. ARGV[1], 'v:' .. ARGV[1])
local id = redis.call('INCR', counter)
redis.call('XADD', feed, string.format('%.0f-0', id), 'c', ARGV[1], 'v', '')
return 1
`;

/** ARGV name, value, how long; 0 ends it. */
const lease = `${clock}
if tonumber(ARGV[3]) <= 0 then
  redis.call('ZREM', ends, ARGV[1])
  return redis.call('HDEL', leases, ARGV[1])
end
redis.call('HSET', leases, ARGV[1], ARGV[2])
return redis.call('ZADD', ends, clock() + ARGV[3], ARGV[1])
`;

/** Answers names and values of those that have not ended. */
const readLeases = `${clock}
local over = redis.call('ZRANGEBYSCORE', ends, '-inf', clock())
if #over > 0 then
  redis.call('ZREM', ends, unpack(over))
  redis.call('HDEL', leases, unpack(over))
end
return redis.call('HGETALL', leases)
`;

const keys = ['summaries', 'thread', 'feed', 'counter'];

/** Scripts of the desk, for ioredis. */
export const deskScripts = {
  guichetDeskApply: defineScript(keys, apply),
  guichetDeskForget: defineScript(keys, forget),
  guichetDeskLease: defineScript(['leases', 'ends'], lease),
  guichetDeskLeases: defineScript(['leases', 'ends'], readLeases),
};
