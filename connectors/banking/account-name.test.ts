import { expect, test } from '@jest/globals';
import { accountNameOf } from './account-name.ts';

test.each([
  ['Compte courant', 'compte courant'],
  ['Livret A', 'Livret A'],
  ['LDDS', 'LDDS'],
  ['Current account', 'current account'],
  ['Joint account', 'joint account'],
  ['Easy saver', 'Easy saver'],
  ['Everyday Checking', 'Everyday Checking'],
])('%s is said %s', (name, said) => {
  expect(accountNameOf(name)).toEqual({ naming: 'common', name: said });
});

test.each(['Vacances', 'Rainy day', '···· 4471', 'Comptes'])('%s is a name of its own', (name) => {
  expect(accountNameOf(name)).toEqual({ naming: 'own', name });
});
