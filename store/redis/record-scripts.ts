/** ARGV value, time to live or 0, expected version or -1. Answers 1 written, 0 when the version was another. */
const putRecord = `
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
local expected = tonumber(ARGV[3])
if expected >= 0 and expected ~= version then return 0 end
redis.call('HSET', KEYS[1], 'version', version + 1, 'value', ARGV[1])
if ARGV[2] == '0' then redis.call('PERSIST', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1
`;

/** Answers the value and deletes it. */
const takeRecord = `
local value = redis.call('HGET', KEYS[1], 'value')
redis.call('DEL', KEYS[1])
return value
`;

/** Scripts of the record store, for ioredis. */
export const recordScripts = {
  guichetPutRecord: { numberOfKeys: 1, lua: putRecord },
  guichetTakeRecord: { numberOfKeys: 1, lua: takeRecord },
};
