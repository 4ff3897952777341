import { clock, defineScript } from './script.ts';

/**
 * What the desk shows, all under one hash tag, because its feed is one.
 *
 * - summaries: hash of what is on the list: `v:<conversation>` its version, `s:<conversation>` its summary
 * - ages: sorted set of the conversations of that list by the time at which they leave it by themselves
 * - thread: hash of one conversation, with a time to live: number to entry, and `version`
 * - feed: stream of changes, each under its number: `c` the conversation, `v` the change
 * - counter: the number of the last change
 * - leases: hash, name to value; ends: sorted set of their names by the time at which they end
 *
 * apply: ARGV conversation, version, summary or an empty string, change, time to live of the thread, most events, then number and entry of
 * each entry. Answers 1 written, 0 known already.
 */
const apply = `${clock}
local known = tonumber(redis.call('HGET', thread, 'version') or '0')
if known >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', thread, 'version', ARGV[2])
if ARGV[3] == '' then
  redis.call('HDEL', summaries, 's:' .. ARGV[1], 'v:' .. ARGV[1])
  redis.call('ZREM', ages, ARGV[1])
else
  redis.call('HSET', summaries, 's:' .. ARGV[1], ARGV[3], 'v:' .. ARGV[1], ARGV[2])
  redis.call('ZADD', ages, clock() + ARGV[5], ARGV[1])
end
for index = 7, #ARGV, 2 do redis.call('HSETNX', thread, ARGV[index], ARGV[index + 1]) end
redis.call('PEXPIRE', thread, ARGV[5])
local id = redis.call('INCR', counter)
redis.call('XADD', feed, 'MAXLEN', '~', ARGV[6], string.format('%.0f-0', id), 'c', ARGV[1], 'v', ARGV[4])
return 1
`;

/** ARGV conversation. What the feed holds of it is deleted by the caller. Answers 1 where there was anything. */
const forget = `
local had = redis.call('DEL', thread) + redis.call('HDEL', summaries, 's:' .. ARGV[1], 'v:' .. ARGV[1])
redis.call('ZREM', ages, ARGV[1])
if had == 0 then return 0 end
local id = redis.call('INCR', counter)
redis.call('XADD', feed, string.format('%.0f-0', id), 'c', ARGV[1], 'v', '')
return 1
`;

/** Answers what is on the list: fields and values of summaries. What nobody has changed for as long as state is kept leaves it. */
const readList = `${clock}
for _, conversation in ipairs(redis.call('ZRANGEBYSCORE', ages, '-inf', clock())) do
  redis.call('HDEL', summaries, 's:' .. conversation, 'v:' .. conversation)
  redis.call('ZREM', ages, conversation)
end
return redis.call('HGETALL', summaries)
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

const keys = ['summaries', 'ages', 'thread', 'feed', 'counter'];

/** Scripts of the desk, for ioredis. */
export const deskScripts = {
  guichetDeskApply: defineScript(keys, apply),
  guichetDeskForget: defineScript(keys, forget),
  guichetDeskList: defineScript(['summaries', 'ages'], readList),
  guichetDeskLease: defineScript(['leases', 'ends'], lease),
  guichetDeskLeases: defineScript(['leases', 'ends'], readLeases),
};
