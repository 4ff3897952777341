import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { redisAvailable, startRedis, type TestRedis } from '../../test/support/redis-server.ts';
import { parseRedisAddress } from './redis-address.ts';
import { createRedisConnection, type RedisConnection } from './redis-connection.ts';

const describeWithRedis = redisAvailable() ? describe : describe.skip;

interface Rig {
  readonly server: TestRedis;
  readonly connection: RedisConnection;
  /** A key of this test. */
  readonly key: string;
}

describeWithRedis('the connection to Redis [needs redis-server]', () => {
  const rigs: Rig[] = [];
  beforeEach(async () => {
    const server = await startRedis();
    rigs.push({ server, connection: createRedisConnection(parseRedisAddress(server.url)), key: `${server.prefix}k` });
  });
  afterEach(async () => {
    for (const { server, connection, key } of rigs.splice(0)) {
      await connection.ask((client) => client.del(key));
      await connection.close();
      await server.stop();
    }
  });

  function rig(): Rig {
    const [first] = rigs;
    if (first === undefined) throw new Error('Redis was not started.');
    return first;
  }

  test('is made anew where its client has ended for good', async () => {
    const { connection } = rig();
    await connection.ask(async (client) => client.disconnect());
    const statuses = await connection.ask(async (client) => [client.status, await client.ping()]);
    expect(statuses.at(-1)).toBe('PONG');
  });

  test('sends what is asked in one round together, and answers each by itself', async () => {
    const { connection, key } = rig();
    const asked = Array.from({ length: 100 }, (_, index) => connection.ask((client) => client.incrby(key, index)));
    const sums = await Promise.all(asked);
    expect(sums).toEqual(Array.from({ length: 100 }, (_, index) => (index * (index + 1)) / 2));
  });

  test('writes a record once, however often the same write arrives', async () => {
    const { connection, key } = rig();
    const put = (write: string, value: string, expected: number) =>
      connection.ask((client) => client.guichetPutRecordBuffer(key, Date.now() + 60_000, write, value, 0, expected, ''));
    expect(await put('w1', 'a', 0)).toBe(1);
    expect(await put('w1', 'a', 0)).toBe(1);
    expect(await put('w2', 'b', 0)).toBe(0);
    expect(await connection.ask((client) => client.hmget(key, 'version', 'value'))).toEqual(['1', 'a']);
  });

  test('does not write or delete a record after its caller has given up', async () => {
    const { connection, key } = rig();
    const now = await connection.ask((client) => client.guichetNowBuffer(key));
    await connection.ask((client) => client.guichetPutRecordBuffer(key, Number(now) + 60_000, 'w1', 'a', 0, -1, ''));
    expect(await connection.ask((client) => client.guichetPutRecordBuffer(key, Number(now) - 1, 'w2', 'late', 0, -1, ''))).toBe(2);
    expect(await connection.ask((client) => client.guichetDropRecordBuffer(key, Number(now) - 1))).toBe(2);
    expect(await connection.ask((client) => client.hget(key, 'value'))).toBe('a');
  });

  test('tells a mistake in a command from a server that cannot answer', async () => {
    const { connection, key } = rig();
    await connection.ask((client) => client.set(key, 'text'));
    await expect(connection.ask((client) => client.incr(key))).rejects.toMatchObject({ name: 'ReplyError' });
    const nobody = createRedisConnection(parseRedisAddress('redis://127.0.0.1:1'));
    await expect(nobody.ask((client) => client.ping())).rejects.toMatchObject({ code: 'store_unavailable' });
    await nobody.close();
  });
});
