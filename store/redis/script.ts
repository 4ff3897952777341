/** A script as ioredis registers it. */
export interface RedisScript {
  readonly numberOfKeys: number;
  readonly lua: string;
}

/**
 * A script whose keys have names in Lua, in the order in which they are passed.
 *
 * Every key is declared, although they could be derived from one under the same hash tag for a few microseconds less. A cluster that
 * moves a slot checks the declared keys before the script begins, and has it tried again; an undeclared one that has moved already
 * would break it in the middle, after its first writes: an event remembered as seen, and not in the inbox.
 */
export function defineScript(keys: readonly string[], lua: string): RedisScript {
  const names = keys.map((_, index) => `KEYS[${index + 1}]`);
  return { numberOfKeys: keys.length, lua: `local ${keys.join(', ')} = ${names.join(', ')}\n${lua}` };
}

/** `clock()`: milliseconds by the clock of Redis, the same throughout a script. Leases and due times are measured by it, not by the workers' clocks. */
export const clock = `
local now
local function clock()
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  return now
end
`;
