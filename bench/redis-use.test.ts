import { expect, test } from '@jest/globals';
import { combine, readUse } from './redis-use.ts';

const common = ['used_memory:1048576', 'used_cpu_sys:1.5', 'used_cpu_user:2.25', 'used_cpu_sys_children:9.0'];

test('commands within a script are no round trips of their own', () => {
  const stats = ['cmdstat_evalsha:calls=30,usec=1500,usec_per_call=50.00', 'cmdstat_get:calls=90,usec=90,usec_per_call=1.00'];
  const use = readUse([...common, ...stats].join('\r\n'));
  expect(use).toEqual({ roundTrips: 30, commandMs: 1.5, cpuMs: 3_750, bytes: 1_048_576 });
});

test('without scripts GET and SET are', () => {
  const stats = ['cmdstat_get:calls=10,usec=20,usec_per_call=2.00', 'cmdstat_set:calls=10,usec=30,usec_per_call=3.00'];
  expect(readUse([...common, ...stats].join('\r\n'))).toMatchObject({ roundTrips: 20, commandMs: 0.05 });
});

test('the sweep belongs to no turn', () => {
  const stats = ['cmdstat_evalsha:calls=30,usec=2000,usec_per_call=66.67', 'cmdstat_zrange:calls=256,usec=256,usec_per_call=1.00'];
  expect(readUse([...common, ...stats].join('\r\n')).roundTrips).toBe(30);
});

test('two servers add up, and two moments are subtracted', () => {
  const use = { roundTrips: 30, commandMs: 1.5, cpuMs: 4, bytes: 100 };
  expect(combine(use, use)).toEqual({ roundTrips: 60, commandMs: 3, cpuMs: 8, bytes: 200 });
  expect(combine(use, use, -1)).toEqual({ roundTrips: 0, commandMs: 0, cpuMs: 0, bytes: 0 });
});
