import { expect, test } from '@jest/globals';
import { createCachedToken, type GrantedToken } from './create-cached-token.ts';

interface Stage {
  at: number;
  grants: number;
  grant: () => Promise<GrantedToken>;
}

function stage(expiresInSeconds: number): { readonly cached: ReturnType<typeof createCachedToken>; readonly state: Stage } {
  const state: Stage = {
    at: Date.parse('2026-11-17T12:00:00Z'),
    grants: 0,
    grant: async () => {
      state.grants += 1;
      return { token: `token-${state.grants}`, expiresInSeconds };
    },
  };
  return { state, cached: createCachedToken({ now: () => new Date(state.at), grant: () => state.grant() }) };
}

test('is kept until a minute before its end', async () => {
  const { cached, state } = stage(600);
  await cached.token();
  state.at += 539_999;
  expect(await cached.token()).toBe('token-1');
  state.at += 1;
  expect(await cached.token()).toBe('token-2');
});

test('of a short life is kept for half of it', async () => {
  const { cached, state } = stage(60);
  await cached.token();
  state.at += 29_999;
  expect(await cached.token()).toBe('token-1');
  state.at += 1;
  expect(await cached.token()).toBe('token-2');
});

test('is asked for once by many at the same time', async () => {
  const { cached, state } = stage(600);
  expect(await Promise.all([cached.token(), cached.token(), cached.token()])).toEqual(['token-1', 'token-1', 'token-1']);
  expect(state.grants).toBe(1);
});

test('is asked for again after a failure', async () => {
  const { cached, state } = stage(600);
  const { grant } = state;
  state.grant = () => Promise.reject(new Error('down'));
  await expect(cached.token()).rejects.toThrow('down');
  state.grant = grant;
  expect(await cached.token()).toBe('token-1');
});

test('is forgotten when refused, but not in favour of an older one', async () => {
  const { cached } = stage(600);
  await cached.token();
  cached.forget('token-0');
  expect(await cached.token()).toBe('token-1');
  cached.forget('token-1');
  expect(await cached.token()).toBe('token-2');
});
