import { defineScript } from './script.ts';

/**
 * - ledger: per partition, stream of what waits to be chained: `e`, the entries of one commit
 * - chain: stream of links, each under its number
 * - head: hash. `seq`, `hash`, `signedSeq`, `signedAt`, and per partition the last of its entries that was chained
 *
 * Waiting entries and the chain lie on different masters of a cluster, so nothing takes them from the one and puts them into the
 * other in one step. The head says how far each partition was chained, and moves with the chain: what is trimmed late is not read again.
 *
 * ARGV number of the last link, fields of the head as one list with its length first, links… Answers 1 extended, 0 the chain goes on already.
 */
const extend = `
if (redis.call('HGET', head, 'seq') or '0') ~= ARGV[1] then return 0 end
local fields = tonumber(ARGV[2])
for index = 3, fields + 2, 2 do redis.call('HSET', head, ARGV[index], ARGV[index + 1]) end
for index = fields + 3, #ARGV do
  redis.call('XADD', chain, string.format('%.0f-0', ARGV[1] + index - fields - 2), 'l', ARGV[index])
end
return 1
`;

/** Scripts of the ledger, for ioredis. */
export const ledgerScripts = { guichetExtendLedger: defineScript(['head', 'chain'], extend) };
