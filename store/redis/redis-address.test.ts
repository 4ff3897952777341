import { describe, expect, test } from '@jest/globals';
import { nameOfAddress, parseRedisAddress } from './redis-address.ts';

const plain = { tls: false, masterName: '', database: 0, replicas: 0 };

describe('the address of Redis', () => {
  test.each([
    ['redis://127.0.0.1', { ...plain, kind: 'single', nodes: [{ host: '127.0.0.1', port: 6379 }] }],
    ['redis://127.0.0.1:7000/3', { ...plain, kind: 'single', nodes: [{ host: '127.0.0.1', port: 7000 }], database: 3 }],
    [
      'rediss://[::1]:7000?db=2&wait=1',
      { ...plain, kind: 'single', nodes: [{ host: '::1', port: 7000 }], tls: true, database: 2, replicas: 1 },
    ],
    [
      'redis+sentinel://s1,s2:27000/counter?db=1&sentinel_password=x%20y',
      {
        ...plain,
        kind: 'sentinel',
        nodes: [
          { host: 's1', port: 26379 },
          { host: 's2', port: 27000 },
        ],
        masterName: 'counter',
        database: 1,
        sentinelPassword: 'x y',
      },
    ],
    [
      'rediss+cluster://a:1,b:2',
      {
        ...plain,
        kind: 'cluster',
        nodes: [
          { host: 'a', port: 1 },
          { host: 'b', port: 2 },
        ],
        tls: true,
      },
    ],
  ])('reads %s', (url, address) => {
    expect(parseRedisAddress(url)).toMatchObject(address);
  });

  test('reads user and password, percent-encoded, and names the servers without them', () => {
    const address = parseRedisAddress('redis+cluster://gui%3Achet:p%40ss:word@a:1,b:2');
    expect(address).toMatchObject({ username: 'gui:chet', password: 'p@ss:word' });
    expect(nameOfAddress(address)).toBe('a:1,b:2');
    expect(parseRedisAddress('redis://:secret@a')).toMatchObject({ username: undefined, password: 'secret' });
    expect(parseRedisAddress('redis://a')).toMatchObject({ username: undefined, password: undefined });
  });

  test.each([
    'secret',
    'http://:secret@a',
    'redis://',
    'redis://:secret@a:0',
    'redis://:secret@a:65536',
    'redis://:secret@a:x',
    'redis://:secret@a,b',
    'redis://:secret@a/x',
    'redis://:%zzsecret@a',
    'redis://:secret@a?unknown=1',
    'redis://:secret@a?wait=-1',
    'redis+sentinel://:secret@a',
    'redis+cluster://:secret@a/1',
    'redis+cluster://:secret@a?db=1',
    'redis+cluster://:secret@a?wait=1',
  ])('refuses %s with a reason that does not repeat it', (url) => {
    expect(() => parseRedisAddress(url)).toThrow(TypeError);
    expect(() => parseRedisAddress(url)).toThrow(/^(?!.*secret)The address of Redis .+\.$/);
  });
});
