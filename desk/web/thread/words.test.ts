import { expect, test } from '@jest/globals';
import { fillVariables, unfilledIn } from './fill-variables.ts';
import { mentionBefore, mentionsIn } from './mentions.ts';

test('a prepared answer gets what is known, and says what is not', () => {
  expect(fillVariables('Bonjour {firstName}, ici {agent}.', { agent: 'Camille' })).toEqual({
    text: 'Bonjour {firstName}, ici Camille.',
    missing: ['firstName'],
  });
  expect(fillVariables('{toString}', {})).toEqual({ text: '{toString}', missing: ['toString'] });
});

test('a text with a variable left in it is noticed', () => {
  expect([unfilledIn('Bonjour {firstName}'), unfilledIn('Bonjour :{')]).toEqual(['{firstName}', undefined]);
});

test('colleagues are named by @, the longer name first', () => {
  const colleagues = [
    { id: '1', name: 'Ana' },
    { id: '2', name: 'Ana Lima' },
    { id: '3', name: 'Inès' },
  ];
  expect(mentionsIn('@Ana Lima, vois avec @Inès', colleagues)).toEqual(['2', '3']);
  expect(mentionsIn('ana@exemple.fr', colleagues)).toEqual([]);
});

test('who is being named is known while it is typed', () => {
  expect([mentionBefore('vois @Cam', 9), mentionBefore('@', 1), mentionBefore('a@b', 3), mentionBefore('@Cam et', 7)]).toEqual([
    'Cam',
    '',
    undefined,
    undefined,
  ]);
});
