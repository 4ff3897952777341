import { describe, expect, test } from '@jest/globals';
import { loadState } from './load-state.ts';
import { conversationStateSchema, newConversationState } from './state.ts';

describe('loadState', () => {
  test('reads what was saved', () => {
    const saved = { schema: 1, language: 'en', frames: [], unclear: 1, last: { dialog: 'd', slots: {}, at: '2026-11-17T10:00:00.000Z' } };
    expect(loadState(saved)).toEqual(saved);
  });

  test.each([
    undefined,
    null,
    'x',
    7,
    [],
    {},
    { schema: 1 },
    { schema: 2, frames: [], unclear: 0 },
    { schema: 1, frames: 'x', unclear: 0 },
  ])('begins anew with %j', (json) => expect(loadState(json)).toEqual(newConversationState));

  test('keeps the language of what cannot be read', () => {
    expect(loadState({ schema: 9, language: 'en', frames: 3 })).toEqual({ ...newConversationState, language: 'en' });
    expect(loadState({ schema: 1, language: 'xx', frames: [], unclear: 0 })).toEqual(newConversationState);
  });

  test('takes older state up step by step', () => {
    const table = {
      [-1]: (state: object) => ({ ...state, schema: 0, unclear: 3 }),
      0: (state: object) => ({ ...state, schema: 1, frames: [] }),
    };
    expect(loadState({ schema: -1 }, table)).toEqual({ schema: 1, frames: [], unclear: 3 });
  });

  test('does not follow a step that leads nowhere', () => {
    expect(loadState({ schema: 0, language: 'fr' }, { 0: (state) => state })).toEqual({ ...newConversationState, language: 'fr' });
  });

  test('a new conversation fits the schema', () => {
    expect(conversationStateSchema.parse(newConversationState)).toEqual(newConversationState);
  });
});
