import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { outcomeOf, takeAndClaim, turn } from '../../test/contracts/store/store-under-test.ts';
import { startRedisSentinel, type TestSentinel } from '../../test/support/redis-sentinel.ts';
import { redisServerInstalled } from '../../test/support/redis-server.ts';
import { until } from '../../test/support/until.ts';
import { envelopeUnder } from '../envelope.ts';
import { defaultStoreTimes, type Store } from '../port.ts';
import { createRedisStore } from './redis-store.ts';

const describeWithServers = redisServerInstalled() ? describe : describe.skip;

describeWithServers('Redis adapter behind Sentinel [needs redis-server]', () => {
  const rigs: TestSentinel[] = [];
  beforeAll(async () => {
    rigs.push(await startRedisSentinel());
  }, 60_000);
  afterAll(async () => {
    await Promise.all(rigs.map((rig) => rig.stop()));
  });

  async function withStore(use: (store: Store, rig: TestSentinel, prefix: string) => Promise<void>, query = '?wait=1'): Promise<void> {
    const [rig] = rigs;
    if (rig === undefined) throw new Error('Sentinel was not started.');
    const prefix = `${rig.prefix}${randomBytes(4).toString('hex')}:`;
    const store = open({ url: `${rig.url}${query}`, prefix });
    try {
      await until(() => works(store));
      await use(store, rig, prefix);
    } finally {
      await store.close();
    }
  }

  test('acknowledges nothing that no replica has, and says so again when it is brought again', async () => {
    await withStore(async (store, rig, prefix) => {
      const other = open({ url: `${rig.url}?wait=1`, prefix });
      await until(() => works(other));
      // Both have the key of the day by then.
      for (const process of [store, other]) await outcomeOf(process, 'e0', 'messenger:b');
      const replicas = await rig.replicas();
      for (const replica of replicas) replica.signal('SIGSTOP');
      await expect(outcomeOf(store, 'e1')).rejects.toMatchObject({ code: 'store_unavailable' });
      // The other process has written nothing itself that a replica could lack.
      await expect(outcomeOf(other, 'e1')).rejects.toMatchObject({ code: 'store_unavailable' });
      for (const replica of replicas) replica.signal('SIGCONT');
      expect(await until(() => outcomeOf(other, 'e1').catch(() => undefined))).toBe('duplicate');
      await other.close();
    });
  }, 60_000);

  test('goes on with a replica when the master is killed, and has kept what it acknowledged', async () => {
    await withStore(async (store, rig) => {
      const claim = await takeAndClaim(store, 'e1');
      expect(await store.conversations.commit(claim, turn({ turns: 1 }, 'r1'))).toBe('committed');
      expect(await outcomeOf(store, 'e2')).toBe('queued');
      await store.effects.intend({ key: 'k1', conversation: 'messenger:a', intent: 'freeze' }, 0);
      const killed = await rig.master();
      await killed.kill();
      const next = await until(() => store.conversations.finish(claim).catch(() => undefined));
      expect(next).toMatchObject({ eventId: 'e2', state: { turns: 1 } });
      expect(await until(() => outcomeOf(store, 'e1').catch(() => undefined))).toBe('duplicate');
      expect(await until(() => store.effects.claimDue(1).catch(() => undefined))).toMatchObject({ key: 'k1' });
    });
  }, 60_000);

  test('leaves a master that hangs for its successor, and does not go back when it wakes up', async () => {
    await withStore(async (store, rig, prefix) => {
      const hung = await rig.master();
      hung.signal('SIGSTOP');
      const acknowledged: string[] = [];
      const bring = () => outcomeOf(store, `e${acknowledged.length}`, `messenger:${acknowledged.length}`);
      const note = (outcome: string) => acknowledged.push(outcome);
      await until(() => bring().then(note, () => undefined));
      const successor = await rig.master();
      expect(successor).not.toBe(hung);
      hung.signal('SIGCONT');
      for (let count = 0; count < 100; count += 1) await bring().then(note, () => undefined);

      const there = open({ url: `redis://127.0.0.1:${successor.port}`, prefix });
      const outcomes = await Promise.all(acknowledged.map((_, index) => outcomeOf(there, `e${index}`, `messenger:${index}`)));
      await there.close();
      expect(new Set(outcomes)).toEqual(new Set(['duplicate']));
    }, '');
  }, 60_000);

  test('calls the store unavailable where no sentinel answers, and names the sentinels', async () => {
    const store = createRedisStore({
      url: 'redis+sentinel://:secret@127.0.0.1:1,127.0.0.1:2/counter',
      envelopeFor: envelopeUnder([randomBytes(32)]),
    });
    await expect(store.ping()).rejects.toMatchObject({
      code: 'store_unavailable',
      message: 'Redis at 127.0.0.1:1,127.0.0.1:2 cannot answer',
    });
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});

const envelopeFor = envelopeUnder([randomBytes(32)]);

function open({ url, prefix }: { readonly url: string; readonly prefix: string }): Store {
  return createRedisStore({ url, prefix, envelopeFor, times: { ...defaultStoreTimes, leaseMs: 60_000 } });
}

function works(store: Store): Promise<true | undefined> {
  return store.ping().then(
    () => true,
    () => undefined,
  );
}
