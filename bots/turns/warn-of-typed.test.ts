import { describe, expect, test } from '@jest/globals';
import en from '../../secrecy/messages.en.json' with { type: 'json' };
import fr from '../../secrecy/messages.fr.json' with { type: 'json' };
import { redactions } from '../../secrecy/redact.ts';
import { warnOfTyped } from './warn-of-typed.ts';

const messenger = { door: 'messenger', dialog: null } as const;
const keysOf = (replies: ReturnType<typeof warnOfTyped>): string[] =>
  replies.flatMap((reply) => (reply.kind === 'text' ? reply.lines.map(({ key }) => key.replace('secrecy.', '')) : []));
const buttonsOf = (replies: ReturnType<typeof warnOfTyped>) =>
  replies.flatMap((reply) => (reply.kind === 'text' ? (reply.buttons ?? []) : []));

describe('of what was taken out of a message', () => {
  test('nothing is said where it was nothing', () => {
    expect(warnOfTyped([], messenger)).toEqual([]);
  });

  test.each(redactions)('%s has its sentence in both languages', (kind) => {
    for (const key of keysOf(warnOfTyped([kind], messenger))) {
      expect(Object.keys(fr)).toContain(key);
      expect(Object.keys(en)).toContain(key);
    }
  });

  test.each(['card', 'probable_card', 'card_part', 'cvv', 'pin'] as const)('%s offers to block the card', (kind) => {
    expect(buttonsOf(warnOfTyped([kind], messenger))).toEqual([
      { kind: 'press', label: { key: 'freeze_card.title', args: {} }, payload: 's.freeze_card' },
    ]);
  });

  test.each(['iban', 'code', 'password'] as const)('%s does not', (kind) => {
    expect(keysOf(warnOfTyped([kind], messenger))).toEqual([`typed_${kind}`, 'typed_delete']);
    expect(buttonsOf(warnOfTyped([kind], messenger))).toEqual([]);
  });

  test('several are told in one bubble, and the way to delete the message once', () => {
    expect(keysOf(warnOfTyped(['card', 'cvv'], messenger))).toEqual(['typed_card', 'typed_cvv', 'typed_delete', 'typed_block']);
  });

  test('who asks to block the card gets no button for it', () => {
    expect(keysOf(warnOfTyped(['pin'], { door: 'messenger', dialog: 'freeze_card' }))).toEqual(['typed_pin', 'typed_delete']);
  });

  test('nothing is said of Messenger elsewhere', () => {
    expect(keysOf(warnOfTyped(['password'], { door: 'bot-framework', dialog: null }))).toEqual(['typed_password']);
  });
});
