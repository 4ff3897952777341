/**
 * The mailbox of one conversation, as Lua. All keys of a script carry the hash tag of the conversation's partition, so each is one
 * atomic step on a single server and on a cluster. Leases are measured by the clock of Redis, not by the workers' clocks.
 *
 * - inbox: list of events not yet handled; the head is the one being handled until it is committed
 * - turn: hash, there while there is work. `fence` of the holder (0: nobody), `previous` (the claim whose finish made this one),
 *   `event` (committed, replies still to send), `sent` (how many of them have left)
 * - outbox: list of replies of the committed event
 * - state: text with a time to live
 * - work: per partition, sorted set of conversations with work, by the end of their lease
 * - fence: per partition, a counter that never goes back, also where a conversation is forgotten or expires
 *
 * A command that timed out may have run. So each script, run again for the same claim, answers as the first time and changes nothing.
 */
const shared = `
local inbox, turn, outbox, state, work, fences = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function holds(fence)
  return redis.call('HGET', turn, 'fence') == fence
end

local function describe(fence)
  local event = redis.call('HGET', turn, 'event')
  local replies = {}
  if event then
    local sent = tonumber(redis.call('HGET', turn, 'sent') or '0')
    replies = redis.call('LRANGE', outbox, sent, -1)
  end
  return { tonumber(fence), event or redis.call('LINDEX', inbox, 0), redis.call('GET', state), replies }
end

local function drop_finished_turn()
  redis.call('HDEL', turn, 'event', 'sent')
  redis.call('DEL', outbox)
end

local function claim(conversation, lease, previous)
  if redis.call('HEXISTS', turn, 'event') == 1 then
    local sent = tonumber(redis.call('HGET', turn, 'sent') or '0')
    if sent > 0 then
      redis.call('LTRIM', outbox, sent, -1)
      redis.call('HSET', turn, 'sent', 0)
    end
    if redis.call('LLEN', outbox) == 0 then drop_finished_turn() end
  end
  if redis.call('HEXISTS', turn, 'event') == 0 and redis.call('LLEN', inbox) == 0 then
    redis.call('DEL', turn)
    redis.call('ZREM', work, conversation)
    return nil
  end
  local fence = string.format('%.0f', redis.call('INCR', fences))
  redis.call('HSET', turn, 'fence', fence, 'previous', previous)
  redis.call('ZADD', work, clock() + lease, conversation)
  return describe(fence)
end

local function lease_ended(conversation)
  local ends = redis.call('ZSCORE', work, conversation)
  return not ends or tonumber(ends) <= clock()
end
`;

/** KEYS … 7 seen; ARGV conversation, event, lease, dedupe. Answers 0 duplicate, 1 queued, or a claim: with an empty event where it is the given one. */
const takeIn = `${shared}
if not redis.call('SET', KEYS[7], '1', 'NX', 'PX', ARGV[4]) then return 0 end
redis.call('RPUSH', inbox, ARGV[2])
if not lease_ended(ARGV[1]) then return 1 end
local claimed = claim(ARGV[1], ARGV[3], '0')
if claimed[2] == ARGV[2] then claimed[2] = '' end
return claimed
`;

/** ARGV fence, state, time to live of the state, replies… Answers 1 committed, 0 stale. */
const commit = `${shared}
if not holds(ARGV[1]) then return 0 end
if redis.call('HEXISTS', turn, 'event') == 1 then return 1 end
redis.call('HSET', turn, 'event', redis.call('LPOP', inbox), 'sent', 0)
redis.call('SET', state, ARGV[2], 'PX', ARGV[3])
for index = 4, #ARGV do redis.call('RPUSH', outbox, ARGV[index]) end
return 1
`;

/** ARGV fence, count. Answers 1 noted, 0 stale. */
const markSent = `${shared}
if not holds(ARGV[1]) then return 0 end
if tonumber(ARGV[2]) > tonumber(redis.call('HGET', turn, 'sent') or '0') then redis.call('HSET', turn, 'sent', ARGV[2]) end
return 1
`;

/** ARGV fence, conversation, lease. Answers the next claim or nothing. */
const finish = `${shared}
if redis.call('HGET', turn, 'previous') == ARGV[1] then
  local fence = redis.call('HGET', turn, 'fence')
  if fence ~= '0' then return describe(fence) end
end
if not holds(ARGV[1]) then return nil end
drop_finished_turn()
return claim(ARGV[2], ARGV[3], ARGV[1])
`;

/** ARGV fence, conversation, lease. Answers 1 prolonged, 0 stale. */
const renew = `${shared}
if not holds(ARGV[1]) then return 0 end
redis.call('ZADD', work, clock() + ARGV[3], ARGV[2])
return 1
`;

/** ARGV fence, conversation. */
const release = `${shared}
if not holds(ARGV[1]) then return 0 end
redis.call('HSET', turn, 'fence', 0)
redis.call('ZADD', work, 0, ARGV[2])
return 1
`;

/** ARGV conversation, lease. Answers a claim, or nothing when another worker was faster. */
const claimOrphan = `${shared}
if not redis.call('ZSCORE', work, ARGV[1]) or not lease_ended(ARGV[1]) then return nil end
return claim(ARGV[1], ARGV[2], '0')
`;

/** ARGV conversation. */
const forget = `${shared}
redis.call('DEL', inbox, turn, outbox, state)
return redis.call('ZREM', work, ARGV[1])
`;

/** Scripts of the mailbox, for ioredis: 6 keys in the order of `mailboxKeys`, and one more for taking in. */
export const mailboxScripts = {
  guichetTakeIn: { numberOfKeys: 7, lua: takeIn },
  guichetCommit: { numberOfKeys: 6, lua: commit },
  guichetMarkSent: { numberOfKeys: 6, lua: markSent },
  guichetFinish: { numberOfKeys: 6, lua: finish },
  guichetRenew: { numberOfKeys: 6, lua: renew },
  guichetRelease: { numberOfKeys: 6, lua: release },
  guichetClaimOrphan: { numberOfKeys: 6, lua: claimOrphan },
  guichetForget: { numberOfKeys: 6, lua: forget },
};
