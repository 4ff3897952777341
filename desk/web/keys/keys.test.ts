import { describe, expect, test } from '@jest/globals';
import { actionOf, bindingsOf, conflictOf, defaultBindings, keyActions } from './bindings.ts';
import { chordOf, printChord, typesText } from './chord.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('a chord', () => {
  test.each([
    [{ key: 'j' }, 'j'],
    [{ key: 'J' }, 'j'],
    [{ key: 'E', shiftKey: true }, 'Shift+e'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: '/', shiftKey: true }, '/'],
    [{ key: '/' }, '/'],
    [{ key: 'k', ctrlKey: true }, 'Mod+k'],
    [{ key: 'k', metaKey: true }, 'Mod+k'],
    [{ key: 'Enter', ctrlKey: true }, 'Mod+Enter'],
    [{ key: ' ' }, 'Space'],
    [{ key: 'é' }, 'é'],
  ])('%j is %s', (stroke, chord) => {
    expect(chordOf({ ...none, ...stroke })).toBe(chord);
  });

  test('is nothing with Alt, which types signs on French keyboards, and nothing for a modifier alone', () => {
    expect(chordOf({ ...none, key: 'j', altKey: true })).toBeUndefined();
    expect(chordOf({ ...none, key: 'Shift', shiftKey: true })).toBeUndefined();
  });

  test('is printed as it stands on the keys', () => {
    expect(printChord('Mod+Enter', false)).toEqual(['Ctrl', '↵']);
    expect(printChord('Mod+k', true)).toEqual(['⌘', 'K']);
    expect(printChord('Shift+e', false)).toEqual(['Shift', 'E']);
    expect(printChord('+', false)).toEqual(['+']);
  });

  test('of one key types text, one with Mod does not', () => {
    expect([typesText('e'), typesText('Shift+e'), typesText('Mod+k'), typesText('Escape')]).toEqual([true, true, false, false]);
  });
});

describe('bindings', () => {
  test('give every action a key of its own, none with Alt', () => {
    const chords = keyActions.map((action) => defaultBindings[action]);
    expect(new Set(chords).size).toBe(Object.keys(defaultBindings).length);
    expect(chords.filter((chord) => chord.includes('Alt'))).toEqual([]);
  });

  test('can be changed one by one', () => {
    const bindings = bindingsOf({ next: 'x', unknown: 'y' });
    expect([actionOf(bindings, 'x'), actionOf(bindings, 'j'), actionOf(bindings, 'k'), actionOf(bindings, 'y')]).toEqual([
      'next',
      undefined,
      'previous',
      undefined,
    ]);
  });

  test('never give one key two meanings, nor take one that moves the focus', () => {
    expect(conflictOf(bindingsOf({}), 'next', 'k')).toBe('previous');
    expect(conflictOf(bindingsOf({}), 'next', 'j')).toBeUndefined();
    expect(conflictOf(bindingsOf({}), 'next', 'Tab')).toBe('reserved');
  });
});
