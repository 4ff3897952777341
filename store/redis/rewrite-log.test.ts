import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { redisServerInstalled, startRedis, type TestRedis } from '../../test/support/redis-server.ts';
import { until } from '../../test/support/until.ts';
import { parseRedisAddress } from './redis-address.ts';
import { createRedisConnection, type RedisConnection } from './redis-connection.ts';
import { createLogRewriting } from './rewrite-log.ts';

const inRedis = redisServerInstalled() ? describe : describe.skip;

inRedis('having the append-only file written anew', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  beforeEach(async () => {
    redis = await startRedis({ appendOnly: true });
    connection = createRedisConnection(parseRedisAddress(redis.url));
  });
  afterEach(async () => {
    await connection.close();
    await redis.stop();
  });

  test('what was deleted is in the file no longer', async () => {
    await connection.ask((client) => client.set('secret', 'x'.repeat(50_000)));
    await connection.ask((client) => client.del('secret'));
    const size = async (): Promise<number> =>
      Number(/^aof_current_size:(\d+)/m.exec(await connection.ask((client) => client.info('persistence')))?.[1]);
    expect(await size()).toBeGreaterThan(50_000);
    const rewriting = createLogRewriting(connection);
    await rewriting.ask();
    await until(async () => (await size()) < 1_000 || undefined);
    rewriting.stop();
  });

  test.each([['-info'], ['-info -bgrewriteaof'], ['-bgrewriteaof']])(
    'a server that forbids it (%s) goes by its own rule',
    async (rights) => {
      await connection.ask((client) => client.ping());
      redis.command('ACL', 'SETUSER', 'default', ...rights.split(' '));
      const rewriting = createLogRewriting(connection);
      await expect(rewriting.ask()).resolves.toBeUndefined();
      rewriting.stop();
      redis.command('ACL', 'SETUSER', 'default', '+@all');
    },
  );

  test('a server that cannot be asked is a failure', async () => {
    await redis.kill();
    await expect(createLogRewriting(connection).ask()).rejects.toThrow('Redis cannot answer');
  });
});
