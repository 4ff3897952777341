import { clock, defineScript } from './script.ts';

/**
 * The mailbox of one conversation, as Lua. All keys of a script carry the hash tag of the conversation's partition, so each is one
 * atomic step on a single server and on a cluster.
 *
 * - inbox: list of events not yet handled; the head is the one being handled until it is committed
 * - turn: hash, there while there is work. `fence` of the holder (0: nobody), `previous` (the claim whose finish made this one),
 *   `event` (committed, replies still to send), `sent` (how many of them have left), `attempts` (how many tries of the head, or of the
 *   sending, have ended badly or are under way; the first one is counted only once it has ended badly), `echoes` (digests of echoed sendings, each followed by a blank), `quarantined` (the claim that set the event aside)
 * - outbox: list of replies of the committed event
 * - state: text with a time to live
 * - work: per partition, sorted set of conversations with work, by the end of their lease
 * - ledger: per partition, stream of entries that wait to be chained; see ledger-scripts.ts
 * - fences: per partition, the last fence given. The next one is above it and not below the time in milliseconds: so it never comes
 *   again, also where a conversation is forgotten or expires, and where Redis itself has forgotten its last second
 *
 * A command that timed out may have run. So each script, run again for the same claim, answers as the first time and changes nothing.
 */
const describe = `
local function is_held()
  local holder = redis.call('HGET', turn, 'fence')
  return holder and holder ~= '0'
end

local function describe(fence)
  local event, sent, attempts = unpack(redis.call('HMGET', turn, 'event', 'sent', 'attempts'))
  local replies = {}
  if event then replies = redis.call('LRANGE', outbox, tonumber(sent or '0'), -1) end
  return { tonumber(fence), event or redis.call('LINDEX', inbox, 0), redis.call('GET', state), replies, tonumber(attempts or '0') + 1 }
end
`;

const dropFinishedTurn = `
local function drop_finished_turn()
  redis.call('HDEL', turn, 'event', 'sent', 'attempts', 'echoes', 'quarantined')
  redis.call('DEL', outbox)
end
`;

const nextFence = `
local function next_fence()
  local fence = math.max(tonumber(redis.call('GET', fences) or '0') + 1, clock())
  redis.call('SET', fences, string.format('%.0f', fence))
  return fence
end
`;

const claim = `${clock}${nextFence}${describe}${dropFinishedTurn}
local function claim(conversation, lease, previous, vanished)
  local event, sent, attempts = unpack(redis.call('HMGET', turn, 'event', 'sent', 'attempts'))
  if event then
    if tonumber(sent or '0') > 0 then
      redis.call('LTRIM', outbox, sent, -1)
      redis.call('HSET', turn, 'sent', 0)
    end
    if redis.call('LLEN', outbox) == 0 then
      drop_finished_turn()
      event, vanished = false, false
    end
  end
  if not event and redis.call('LLEN', inbox) == 0 then
    redis.call('DEL', turn)
    redis.call('ZREM', work, conversation)
    return nil
  end
  local fence = string.format('%.0f', next_fence())
  redis.call('HSET', turn, 'fence', fence, 'previous', previous)
  -- Whether it was begun nobody knows. From now on whoever begins it says so.
  if vanished and tonumber(attempts or '0') == 0 then redis.call('HSET', turn, 'attempts', 1) end
  redis.call('ZADD', work, clock() + lease, conversation)
  return describe(fence)
end
`;

/**
 * ARGV conversation, event, lease, dedupe, most waiting. Answers 0 duplicate, 1 queued, 2 full, or a claim: with an empty event where
 * it is the given one. A conversation without work, which is the usual case, takes the short way.
 */
const takeIn = `${claim}
if not redis.call('SET', seen, '1', 'NX', 'PX', ARGV[4]) then return 0 end
local waiting = redis.call('RPUSH', inbox, ARGV[2])
local ends = redis.call('ZSCORE', work, ARGV[1])
if not ends and waiting == 1 then
  local fence = next_fence()
  redis.call('HSET', turn, 'fence', string.format('%.0f', fence))
  redis.call('ZADD', work, clock() + ARGV[3], ARGV[1])
  return { fence, '', redis.call('GET', state), {}, 1 }
end
if waiting > tonumber(ARGV[5]) then
  redis.call('RPOP', inbox)
  redis.call('DEL', seen)
  return 2
end
if ends and tonumber(ends) > clock() then return 1 end
local claimed = claim(ARGV[1], ARGV[3], '0', is_held())
if claimed[2] == ARGV[2] then claimed[2] = '' end
return claimed
`;

/** ARGV fence, state or an empty string where none is kept, time to live of the state, entries for the ledger or an empty string, replies… Answers 1 committed, 0 stale. */
const commit = `
local fence, event = unpack(redis.call('HMGET', turn, 'fence', 'event'))
if fence ~= ARGV[1] then return 0 end
if event then return 1 end
redis.call('HSET', turn, 'event', redis.call('LPOP', inbox), 'sent', 0, 'attempts', 0)
if ARGV[2] == '' then redis.call('DEL', state) else redis.call('SET', state, ARGV[2], 'PX', ARGV[3]) end
for index = 5, #ARGV do redis.call('RPUSH', outbox, ARGV[index]) end
if ARGV[4] ~= '' then redis.call('XADD', ledger, '*', 'e', ARGV[4]) end
return 1
`;

/** ARGV fence, count. Answers 1 noted, 0 stale. */
const markSent = `
local fence, sent = unpack(redis.call('HMGET', turn, 'fence', 'sent'))
if fence ~= ARGV[1] then return 0 end
if tonumber(ARGV[2]) > tonumber(sent or '0') then redis.call('HSET', turn, 'sent', ARGV[2]) end
return 1
`;

/** ARGV fence, conversation, lease. Answers the next claim or nothing; nothing next, which is the usual case, takes the short way. */
const finish = `${claim}
local fence, previous, event = unpack(redis.call('HMGET', turn, 'fence', 'previous', 'event'))
if previous == ARGV[1] and fence ~= '0' then return describe(fence) end
if fence ~= ARGV[1] then return nil end
if event then
  if redis.call('LLEN', inbox) == 0 then
    redis.call('DEL', turn, outbox)
    redis.call('ZREM', work, ARGV[2])
    return nil
  end
  drop_finished_turn()
end
return claim(ARGV[2], ARGV[3], ARGV[1], not event)
`;

/** ARGV fence, conversation, lease. Answers 1 prolonged, 0 stale. */
const renew = `${clock}
if redis.call('HGET', turn, 'fence') ~= ARGV[1] then return 0 end
redis.call('ZADD', work, clock() + ARGV[3], ARGV[2])
return 1
`;

/** ARGV fence, conversation, lease, attempt. Answers 1 noted, and the lease prolonged; 0 stale. */
const begin = `${clock}
if redis.call('HGET', turn, 'fence') ~= ARGV[1] then return 0 end
redis.call('HSET', turn, 'attempts', ARGV[4])
redis.call('ZADD', work, clock() + ARGV[3], ARGV[2])
return 1
`;

/** ARGV fence, conversation, how many tries there have been of the event, and of the sending where its turn was committed. */
const release = `
local fence, event = unpack(redis.call('HMGET', turn, 'fence', 'event'))
if fence ~= ARGV[1] then return 0 end
redis.call('HSET', turn, 'fence', 0, 'attempts', event and ARGV[4] or ARGV[3])
redis.call('ZADD', work, 0, ARGV[2])
return 1
`;

/** ARGV digest. Nothing is noted where there is no work. */
const noteEcho = `
local fence, echoes = unpack(redis.call('HMGET', turn, 'fence', 'echoes'))
if not fence or (echoes and string.find(echoes, ARGV[1], 1, true)) then return 0 end
return redis.call('HSET', turn, 'echoes', (echoes or '') .. ARGV[1] .. ' ')
`;

/** ARGV conversation, lease. Answers a claim, or nothing when another worker was faster. */
const claimOrphan = `${claim}
local ends = redis.call('ZSCORE', work, ARGV[1])
if not ends or tonumber(ends) > clock() then return nil end
return claim(ARGV[1], ARGV[2], '0', is_held())
`;

/** What was set aside of a conversation. */
const forgetAside = `
for _, field in ipairs(redis.call('HKEYS', quarantine)) do
  local fence = string.match(field, '^(%d+):note$')
  if fence then redis.call('HDEL', quarantined, fence) end
end
redis.call('DEL', quarantine)
`;

/** ARGV conversation. */
const forget = `${forgetAside}
redis.call('DEL', turn, inbox, outbox, state)
return redis.call('ZREM', work, ARGV[1])
`;

const all = ['turn', 'inbox', 'outbox', 'state', 'work', 'fences'];

/** Scripts of the mailbox, for ioredis. */
export const mailboxScripts = {
  guichetTakeIn: defineScript([...all, 'seen'], takeIn),
  guichetCommit: defineScript(['turn', 'inbox', 'outbox', 'state', 'ledger'], commit),
  guichetMarkSent: defineScript(['turn'], markSent),
  guichetFinish: defineScript(all, finish),
  guichetRenew: defineScript(['turn', 'work'], renew),
  guichetBegin: defineScript(['turn', 'work'], begin),
  guichetRelease: defineScript(['turn', 'work'], release),
  guichetNoteEcho: defineScript(['turn'], noteEcho),
  guichetClaimOrphan: defineScript(all, claimOrphan),
  guichetForgetAside: defineScript(['quarantine', 'quarantined'], `${forgetAside}return 1`),
  guichetForget: defineScript(['turn', 'inbox', 'outbox', 'state', 'work', 'quarantine', 'quarantined'], forget),
};
