import { expect, test } from '@jest/globals';
import { askSealed, derive, deriveAll, deriveBoth, filterSealed, groupSealed, handleOf, sortSealed } from './derive.ts';
import { openSealed, seal } from './sealed.ts';

const one = seal('transaction', { id: 'tx-secret', amount: 450 });
const two = seal('transaction', { id: 'tx-other', amount: 120 });

test('what is derived is of the same class and as sealed as before', () => {
  const amount = derive(one, ({ amount }) => amount);
  expect([amount.dataClass, openSealed(amount)]).toEqual(['transaction', 450]);
  expect(openSealed(deriveAll('transaction', [one, two], (list) => list.length))).toBe(2);
  expect(JSON.stringify([amount, one])).not.toMatch(/450|secret/);
});

test('two values are joined under the class that is named', () => {
  const joined = deriveBoth({
    as: 'delivery',
    first: one,
    second: seal('balance', 'Compte courant'),
    compute: ({ amount }, name) => `${name} ${amount}`,
  });
  expect([joined.dataClass, openSealed(joined)]).toEqual(['delivery', 'Compte courant 450']);
});

test('filtering, sorting and grouping give sealed values back', () => {
  expect(filterSealed([one, two], ({ amount }) => amount > 200)).toEqual([one]);
  expect(sortSealed([one, two], (first, second) => first.amount - second.amount)).toEqual([two, one]);
  const groups = groupSealed([one, two, one], ({ id }) => id);
  expect(groups.map((group) => group.length)).toEqual([2, 1]);
});

test('a handle tells nothing, is the same each time, and differs by key and by value', () => {
  const identify = ({ id }: { id: string }): string => id;
  const handle = handleOf(one, 'customer-1', identify);
  expect(handle).toMatch(/^[\w-]{22}$/);
  expect(Buffer.from(handle, 'base64url').toString('latin1')).not.toContain('secret');
  expect(handleOf(one, 'customer-1', identify)).toBe(handle);
  expect(handleOf(one, 'customer-2', identify)).not.toBe(handle);
  expect(handleOf(two, 'customer-1', identify)).not.toBe(handle);
});

test('a question asked with a sealed value has sealed answers', async () => {
  const answers = await askSealed(one, async ({ id }) => [seal('receipt', `receipt of ${id}`)]);
  expect(answers.map((answer) => openSealed(answer))).toEqual(['receipt of tx-secret']);
  // @ts-expect-error -- an answer that is not sealed does not compile
  await askSealed(one, async ({ id }) => [id]);
});
