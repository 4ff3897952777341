import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../../engine/reading.ts';
import { decide, mayAskModel } from '../../secrecy/consent/consent.ts';
import { readTyped } from './read-typed.ts';

const first: Reading = { language: 'en', command: { type: 'unclear' }, entities: {}, dialog: null, score: 0, source: 'none' };
const second: Reading = { ...first, command: { type: 'start', dialog: 'help' }, dialog: 'help', source: 'model' };
const now = new Date('2026-11-17T10:00:00Z');
const shared = {
  context: { now, timeZone: 'Europe/Paris' },
  conversation: 'messenger:mine',
  address: { recipient: { id: 'page' } },
} as const;

function read(allowsModel: boolean, input: Parameters<typeof readTyped>[1]['input'] = { kind: 'text', text: 'hmm' }) {
  const readers = { understanding: { read: async () => first }, secondOpinion: { on: async () => second } };
  return readTyped(readers, { ...shared, input, session: { allowsModel } });
}

describe('a second opinion', () => {
  test('is asked for of customers who allow it, on what they type', async () => {
    expect(await read(true)).toBe(second);
    expect(await read(false)).toBe(first);
    expect(await read(true, { kind: 'button', payload: 's.help' })).toBe(first);
    expect(await read(true, { kind: 'attachment' })).toBe(first);
    expect((await read(true, { kind: 'text', text: 'mon code est [code]' })).command).toEqual({ type: 'redacted' });
  });

  test('is allowed by a decision of its own, under the link it was taken under, until it ends or is taken back', () => {
    const level = 'hinted';
    const decided = (more: object) => decide({ link: 'l', level, by: 'booth', topics: ['model'], now, ...more });
    const asked = { link: 'l', now };
    expect(mayAskModel(decided({}), asked)).toBe(true);
    expect(mayAskModel([], asked)).toBe(false);
    expect(mayAskModel(decided({}), { link: undefined, now })).toBe(false);
    expect(mayAskModel(decided({}), { link: 'another', now })).toBe(false);
    expect(mayAskModel(decided({}), { link: 'l', now: new Date('2027-06-01T00:00:00Z') })).toBe(false);
    expect(mayAskModel([...decided({}), ...decided({ level: 'sealed' })], asked)).toBe(false);
    expect(mayAskModel(decided({ topics: ['balance', 'card', 'alert'], level: 'shown' }), asked)).toBe(false);
  });
});
