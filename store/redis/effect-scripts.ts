import { clock, defineScript } from './script.ts';

/**
 * - effect: hash. `conversation`, `intent`, `result` once it is known, `checks`
 * - due: per partition, sorted set of effects without a result, by the time at which they are to be looked into
 */
const read = `
local function read() return redis.call('HMGET', effect, 'conversation', 'intent', 'result', 'checks') end
`;

/** ARGV key, conversation, intent, how long until it is looked into. Answers 0 new, or the one that is there. */
const intend = `${clock}${read}
if redis.call('EXISTS', effect) == 1 then return read() end
redis.call('HSET', effect, 'conversation', ARGV[2], 'intent', ARGV[3], 'checks', 0)
redis.call('ZADD', due, clock() + ARGV[4], ARGV[1])
return 0
`;

/** ARGV key, result, time to live. Answers 1 settled, 0 where there is no such effect or a result already. */
const settle = `
if redis.call('EXISTS', effect) == 0 or redis.call('HSETNX', effect, 'result', ARGV[2]) == 0 then return 0 end
redis.call('PEXPIRE', effect, ARGV[3])
redis.call('ZREM', due, ARGV[1])
return 1
`;

/** ARGV key, how long until the next time. Answers the effect, or nothing when somebody else was faster. */
const claimDue = `${clock}${read}
local at = redis.call('ZSCORE', due, ARGV[1])
local moment = clock()
if not at or tonumber(at) > moment then return nil end
if redis.call('EXISTS', effect) == 0 then
  redis.call('ZREM', due, ARGV[1])
  return nil
end
redis.call('ZADD', due, moment + ARGV[2], ARGV[1])
redis.call('HINCRBY', effect, 'checks', 1)
return read()
`;

/** ARGV key. */
const forget = `
redis.call('ZREM', due, ARGV[1])
return redis.call('DEL', effect)
`;

const keys = ['effect', 'due'];

/** Scripts of the effects, for ioredis. */
export const effectScripts = {
  guichetIntend: defineScript(keys, intend),
  guichetSettle: defineScript(keys, settle),
  guichetClaimDue: defineScript(keys, claimDue),
  guichetForgetEffect: defineScript(keys, forget),
};
