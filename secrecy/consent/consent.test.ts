import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { envelopeUnder } from '../../store/envelope.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { disclosureLevels, reaches } from '../grant.ts';
import { dataClasses } from '../sealed.ts';
import { type Consent, type ConsentTopic, consentDays, consentTopics, decide, inForce } from './consent.ts';
import { createConsentBook } from './consent-book.ts';
import { type Asking, type Ceiling, effectiveGrant, effectiveLevel } from './effective-grant.ts';

const day = 24 * 3_600_000;
const now = new Date('2026-11-30T10:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * day);
const link = { key: 'link-1', signedInAt: now.toISOString() };
const all = (level: (typeof disclosureLevels)[number]): Ceiling => ({
  balance: level,
  transaction: level,
  receipt: level,
  delivery: level,
  card: level,
  alert: level,
});
const bank = { ceiling: all('shown'), channelCap: 'shown' } as const;
const shown = decide({ link: 'link-1', level: 'shown', by: 'linking', topics: consentTopics, now });
const asking = (change: Partial<Asking> = {}): Asking => ({ link, consents: shown, now, ...change });
const levelAt = (change: Partial<Asking>, topic: ConsentTopic = 'balance') => effectiveLevel(topic, asking(change), bank);

describe('the level in force', () => {
  test('is sealed until somebody decides otherwise', () => {
    expect(levelAt({ consents: [] })).toMatchObject({ level: 'sealed', reason: 'no consent' });
    expect(levelAt({ link: undefined })).toMatchObject({ level: 'sealed' });
    expect(effectiveGrant(asking({ consents: [] }), bank).levels).toEqual(effectiveGrant(asking({ link: undefined }), bank).levels);
  });

  test('is the latest decision on the topic, under this link only', () => {
    const sealed = decide({ link: 'link-1', level: 'sealed', by: 'chat', topics: ['balance'], now });
    expect(levelAt({})).toMatchObject({ level: 'shown' });
    expect(levelAt({ consents: [...shown, ...sealed] })).toMatchObject({ level: 'sealed', reason: expect.stringContaining('by chat') });
    expect(levelAt({ consents: [...shown, ...sealed] }, 'receipt')).toMatchObject({ level: 'shown' });
    expect(levelAt({ link: { ...link, key: 'link-2' } })).toMatchObject({ level: 'sealed', reason: 'no consent' });
  });

  test('ends with its 180 days, and with those of the sign-in', () => {
    expect(levelAt({ now: later(consentDays - 1) })).toMatchObject({ level: 'shown' });
    expect(levelAt({ now: later(consentDays) })).toMatchObject({ level: 'sealed' });
    const renewed = decide({ link: 'link-1', level: 'shown', by: 'booth', topics: consentTopics, now: later(100) });
    expect(levelAt({ consents: renewed, now: later(181) })).toMatchObject({ level: 'sealed', reason: 'no sign-in within 180 days' });
    expect(levelAt({ link: { key: 'link-1' } })).toMatchObject({ level: 'sealed' });
  });

  const anyLevel = fc.constantFrom(...disclosureLevels);
  const days = fc.integer({ min: 0, max: 400 });
  test('is never above any of its bounds, and is one of them', () => {
    fc.assert(
      fc.property(
        fc.record({ ceiling: anyLevel, cap: anyLevel, consent: anyLevel, signedIn: days, decided: days }),
        ({ ceiling, cap, consent, signedIn, decided }) => {
          const consents = decide({ link: 'link-1', level: consent, by: 'booth', topics: consentTopics, now: later(-decided) });
          const given = { link: { key: 'link-1', signedInAt: later(-signedIn).toISOString() }, consents, now };
          const grant = effectiveGrant(given, { ceiling: all(ceiling), channelCap: cap });
          const bounds = [ceiling, cap, decided < consentDays ? consent : 'sealed', signedIn < consentDays ? 'shown' : 'sealed'] as const;
          for (const dataClass of dataClasses) {
            const level = grant.levels[dataClass];
            expect(bounds.every((bound) => reaches(bound, level))).toBe(true);
            expect(bounds).toContain(level);
          }
        },
      ),
    );
  });
});

describe('the book of consents', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-consents-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('only grows, keeps who, when and which words, and tells the ledger before a decision is in force', async () => {
    const envelopeFor = envelopeUnder([createHash('sha256').update('k').digest()]);
    const store = createSqliteStore({ file: join(folder, `${randomUUID()}.db`), envelopeFor });
    const book = createConsentBook(store);
    await book.add('messenger:a', shown);
    const sealed = decide({ link: 'link-1', level: 'sealed', by: 'chat', topics: ['alert'], now: later(1) });
    await Promise.all([book.add('messenger:a', sealed), book.add('messenger:b', sealed)]);
    const read = await book.read('messenger:a');
    expect(read).toEqual([...shown, ...sealed]);
    expect(read.at(-1)).toEqual({ link: 'link-1', topic: 'alert', level: 'sealed', by: 'chat', wording: 1, at: later(1).toISOString() });
    const told = (await store.ledger.waiting()).flatMap(({ entries }) => entries);
    expect(told).toHaveLength(consentTopics.length + 2);
    expect(JSON.stringify(told)).not.toContain('link-1');
    await book.forget('messenger:a');
    expect([await book.read('messenger:a'), (await book.read('messenger:b')).length]).toEqual([[], 1]);
    await store.close();
  });

  test('loses no decision of those that are taken at the same moment', async () => {
    const store = createSqliteStore({
      file: join(folder, `${randomUUID()}.db`),
      envelopeFor: envelopeUnder([createHash('sha256').update('k').digest()]),
    });
    const book = createConsentBook(store);
    const decisions = consentTopics.map((topic): readonly Consent[] =>
      decide({ link: 'l', level: 'hinted', by: 'booth', topics: [topic], now }),
    );
    await Promise.all(decisions.map((decision) => book.add('messenger:a', decision)));
    const read = await book.read('messenger:a');
    expect(read.map(({ topic }) => topic).toSorted()).toEqual([...consentTopics].toSorted());
    expect(inForce(read, { link: 'l', topic: 'card', now })).toMatchObject({ level: 'hinted' });
    await store.close();
  });
});
