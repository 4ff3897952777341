import { defineScript } from './script.ts';

/**
 * What was set aside, beside the mailbox of its conversation and under the same hash tag.
 *
 * - quarantine: per conversation, hash. `<fence>:note`, `<fence>:event` and `<fence>:reply:<n>` of each event, named by the claim that set it aside
 * - quarantined: per partition, hash from fence to conversation
 */
const forgetOne = `
local function forget_one(fence)
  redis.call('HDEL', quarantined, fence)
  for _, field in ipairs(redis.call('HKEYS', quarantine)) do
    if string.match(field, '^(%d+):') == fence then redis.call('HDEL', quarantine, field) end
  end
end
`;

/**
 * ARGV fence, conversation, note, event, entries for the ledger or an empty string, replies… Answers 1 set aside, 0 stale. The event is
 * the one of the claim, encrypted anew, to stay; replies are moved as they are. An event whose apology cannot be sent either is in
 * quarantine already: then only the replies are replaced.
 */
const setAside = `
local fence, event, sent, already = unpack(redis.call('HMGET', turn, 'fence', 'event', 'sent', 'quarantined'))
if fence ~= ARGV[1] then return 0 end
if already == fence then return 1 end
if not already then
  local unsent = {}
  if event then unsent = redis.call('LRANGE', outbox, tonumber(sent or '0'), -1) end
  if not event then event = redis.call('LPOP', inbox) end
  redis.call('HSET', quarantined, fence, ARGV[2])
  redis.call('HSET', quarantine, fence .. ':note', ARGV[3], fence .. ':event', ARGV[4])
  for index, reply in ipairs(unsent) do redis.call('HSET', quarantine, fence .. ':reply:' .. index, reply) end
end
redis.call('HSET', turn, 'event', event, 'sent', 0, 'attempts', 0, 'quarantined', fence)
redis.call('DEL', outbox)
for index = 6, #ARGV do redis.call('RPUSH', outbox, ARGV[index]) end
if ARGV[5] ~= '' then redis.call('XADD', ledger, '*', 'e', ARGV[5]) end
return 1
`;

/** ARGV fence, conversation. Answers 1 back in the inbox, free to be claimed; 0 not there. */
const retry = `${forgetOne}
local event = redis.call('HGET', quarantine, ARGV[1] .. ':event')
if not event then return 0 end
forget_one(ARGV[1])
redis.call('RPUSH', inbox, event)
if not redis.call('ZSCORE', work, ARGV[2]) then
  redis.call('HSET', turn, 'fence', 0)
  redis.call('ZADD', work, 0, ARGV[2])
end
return 1
`;

/** ARGV fence. Answers 1 deleted, 0 not there. */
const drop = `${forgetOne}
if redis.call('HEXISTS', quarantine, ARGV[1] .. ':event') == 0 then return 0 end
forget_one(ARGV[1])
return 1
`;

/** Scripts of the quarantine, for ioredis. */
export const quarantineScripts = {
  guichetSetAside: defineScript(['turn', 'inbox', 'outbox', 'quarantine', 'quarantined', 'ledger'], setAside),
  guichetRetry: defineScript(['quarantine', 'quarantined', 'inbox', 'turn', 'work'], retry),
  guichetDrop: defineScript(['quarantine', 'quarantined'], drop),
};
