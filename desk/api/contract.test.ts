import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { deskRoutes } from './routes.ts';
import { returnSchema, revealSchema } from './writes.ts';

const folder = new URL('.', import.meta.url);

test('the contract imports zod and itself only, so that a browser can import it', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const imported = files.flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/from '(?<what>[^']+)'/g)].map(({ groups }) => groups?.['what'] ?? ''),
  );
  expect(imported.filter((what) => what !== 'zod' && !/^\.\/[a-z-]+\.ts$/.test(what))).toEqual([]);
});

test('no two routes have one address, and whatever changes something is a POST', () => {
  const routes = Object.values(deskRoutes);
  expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  expect(deskRoutes.claim.method).toBe('POST');
  expect(deskRoutes.audit.roles).toEqual(['auditor']);
});

test('who looks at account data for a reason of their own has to say which', () => {
  expect(revealSchema.safeParse({ field: 'balances', reason: 'other', words: '' }).success).toBe(false);
  expect(revealSchema.safeParse({ field: 'balances', reason: 'fraud_check' }).success).toBe(true);
});

test('a return names its outcome and when the bot may speak again', () => {
  const write = { id: '0b7c6a0e-4f2b-4d59-9d54-0b6c7a1f2e3d', token: 3 };
  expect(returnSchema.safeParse({ ...write, outcome: 'solved', quietHours: 0 }).success).toBe(true);
  expect(returnSchema.safeParse({ ...write, outcome: 'solved' }).success).toBe(false);
});
