/** What is used of a keyboard event. */
export interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * A key with its modifiers as it is written and kept: `j`, `Shift+e`, `Mod+k`, `Mod+Enter`, `?`. Mod is Ctrl, or Cmd on a Mac. Undefined
 * for modifiers alone and for anything with Alt: on French and Mac keyboards Alt types characters. Shift counts for letters and named
 * keys only: for signs it is how they are typed, and that differs between keyboards.
 */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyStroke): string | undefined {
  if (altKey || ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'].includes(key))
    return undefined;
  const isLetter = /^\p{L}$/u.test(key);
  const name = isLetter ? key.toLowerCase() : key === ' ' ? 'Space' : key;
  const shift = shiftKey && (isLetter || name.length > 1) ? 'Shift+' : '';
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${shift}${name}`;
}

/** The parts of a chord as they stand on the keys: `['Shift', 'E']`, `['⌘', 'K']`. */
export function printChord(chord: string, isMac: boolean): readonly string[] {
  const parts = chord === '+' ? ['+'] : chord.split(/\+(?=.)/);
  const names: Readonly<Record<string, string>> = { Mod: isMac ? '⌘' : 'Ctrl', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };
  return parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** Whether a chord types something where it is pressed in a text: those are off there. */
export function typesText(chord: string): boolean {
  return !chord.startsWith('Mod+') && chord !== 'Escape';
}
