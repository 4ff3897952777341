/** Everything that has a key, in the order of the help sheet, with the key it has unless somebody changes it. */
export const defaultBindings = {
  next: 'j',
  previous: 'k',
  open: 'Enter',
  search: '/',
  palette: 'Mod+k',
  help: '?',
  claim: 'c',
  reply: 'r',
  note: 'n',
  send: 'Mod+Enter',
  assign: 'a',
  transfer: 't',
  snooze: 's',
  resolve: 'e',
  resolveNext: 'Shift+e',
  giveBack: 'b',
  pageInbox: 'p',
  reveal: 'h',
} as const;

export type KeyAction = keyof typeof defaultBindings;
export type Bindings = Readonly<Record<KeyAction, string>>;

/** The groups of the help sheet. */
export const keyGroups = {
  move: ['next', 'previous', 'open', 'search', 'palette', 'help'],
  answer: ['claim', 'reply', 'note', 'send'],
  decide: ['assign', 'transfer', 'snooze', 'resolve', 'resolveNext', 'giveBack', 'pageInbox', 'reveal'],
} as const satisfies Readonly<Record<string, readonly KeyAction[]>>;

export const keyActions: readonly KeyAction[] = Object.values(keyGroups).flat();

/** The bindings with somebody's changes. A change of an action that is not known any more is left out. */
export function bindingsOf(changes: Readonly<Record<string, string>>): Bindings {
  const known = Object.entries(changes).filter(([action]) => action in defaultBindings);
  return { ...defaultBindings, ...Object.fromEntries(known) };
}

/** Which action a chord is for. */
export function actionOf(bindings: Bindings, chord: string): KeyAction | undefined {
  return keyActions.find((action) => bindings[action] === chord);
}

/** Whose key it is already, so that no key has two meanings. Keys that move the focus and close things cannot be taken. */
export function conflictOf(bindings: Bindings, action: KeyAction, chord: string): KeyAction | 'reserved' | undefined {
  if (
    ['Tab', 'Shift+Tab', 'Escape', 'Space', 'Mod+c', 'Mod+v', 'Mod+x', 'Mod+z', 'Mod+a', 'Mod+r', 'Mod+w', 'Mod+t', 'Mod+n'].includes(chord)
  ) {
    return 'reserved';
  }
  return keyActions.find((other) => other !== action && bindings[other] === chord);
}
