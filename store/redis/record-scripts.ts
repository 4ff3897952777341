import { clock, defineScript } from './script.ts';

/**
 * A record is a hash: `value`, `version`, `owner` where it is a customer's, and `write`, which names the write that came last. A write carries the last moment at which
 * it may run: one that was held up until after its caller has given it up would undo what was written since.
 */
const inTime = `
local function in_time(moment) return clock() <= tonumber(moment) end
`;

/** Answers how late it is. */
const now = `${clock} return clock()`;

/** ARGV last moment, name of the write, value, time to live or 0, expected version or -1, owner or an empty string. Answers 1 written, 0 when the version was another, 2 too late. */
const put = `${clock}${inTime}
local version, write = unpack(redis.call('HMGET', record, 'version', 'write'))
if write == ARGV[2] then return 1 end
if not in_time(ARGV[1]) then return 2 end
version = tonumber(version or '0')
local expected = tonumber(ARGV[5])
if expected >= 0 and expected ~= version then return 0 end
redis.call('HSET', record, 'version', version + 1, 'value', ARGV[3], 'write', ARGV[2])
if ARGV[6] == '' then redis.call('HDEL', record, 'owner') else redis.call('HSET', record, 'owner', ARGV[6]) end
if ARGV[4] == '0' then redis.call('PERSIST', record) else redis.call('PEXPIRE', record, ARGV[4]) end
return 1
`;

/** Answers value and owner, and deletes the record. Run again, or late, it finds nothing: a token is refused rather than taken twice. */
const take = `
local found = redis.call('HMGET', record, 'value', 'owner')
redis.call('DEL', record)
return found
`;

/** ARGV last moment. Answers 1 not there any more, 2 too late. */
const drop = `${clock}${inTime}
if not in_time(ARGV[1]) then return 2 end
redis.call('DEL', record)
return 1
`;

/** ARGV version. Deletes what cannot be read any more, unless it was written anew. */
const clearErased = `
if redis.call('HGET', record, 'version') == ARGV[1] then redis.call('DEL', record) end
return 1
`;

/** Scripts of the record store, for ioredis. */
export const recordScripts = {
  guichetNow: defineScript(['record'], now),
  guichetPutRecord: defineScript(['record'], put),
  guichetTakeRecord: defineScript(['record'], take),
  guichetDropRecord: defineScript(['record'], drop),
  guichetClearErased: defineScript(['record'], clearErased),
};
