import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Consent, consentTopics, decide } from '../../secrecy/consent/consent.ts';
import { type DisclosureLevel, disclosureLevels, reaches } from '../../secrecy/grant.ts';
import { dataClasses } from '../../secrecy/sealed.ts';
import type { Claim, Json } from '../../store/port.ts';
import { testOrigin, testTellLedger } from '../../test/support/disclosed.ts';
import type { Inbound } from '../inbound.ts';
import { holdReplies, readHeld } from './held-replies.ts';
import { createRecheckReplies } from './recheck-replies.ts';

const inbound: Inbound = {
  door: 'messenger',
  channelId: 'facebook',
  type: 'message',
  id: 'm1',
  from: { id: '42' },
  recipient: { id: '1' },
  conversation: { id: '1-42' },
  text: 'hello',
  hasAttachment: false,
  redacted: [],
};
const start = Date.parse('2026-11-30T10:00:00Z');
const day = 24 * 3_600_000;
const all = (level: DisclosureLevel) => ({
  balance: level,
  transaction: level,
  receipt: level,
  delivery: level,
  card: level,
  alert: level,
});

interface World {
  readonly link?: string | undefined;
  readonly consents: readonly Consent[];
  readonly at: number;
  readonly signedInAt?: number;
}

/** What leaves of what waited, and what the ledger is told. */
async function leaving(unsent: readonly Json[], { link, consents, at, signedInAt = start }: World) {
  const told: Json[] = [];
  let made = 0;
  const recheck = createRecheckReplies({
    links: {
      accessFor: async () =>
        link === undefined
          ? undefined
          : { access: { key: link, signedInAt: new Date(signedInAt).toISOString(), accessToken: async () => 'token' } },
    },
    consents: { read: async () => consents },
    disclosure: { ceiling: all('shown'), channelCap: 'shown' },
    instead: () => ({ reply: `instead ${(made += 1)}`, key: 'secrecy.sealed' }),
    ledger: { add: async (entries) => void told.push(...entries) },
    tellLedger: testTellLedger,
    now: () => new Date(at),
  });
  const claim: Claim = { conversation: 'messenger:a', fence: 1, eventId: 'm1', event: null, state: undefined, unsent, attempt: 2 };
  return { replies: await recheck(claim, inbound), told };
}

const shown = decide({ link: 'l', level: 'shown', by: 'linking', topics: consentTopics, now: new Date(start) });
const balance = { ...testOrigin, disclosed: { balance: 'shown' } } as const;

describe('replies that waited in the outbox', () => {
  test('leave as they are while what they disclose is allowed, or where they disclose nothing', async () => {
    const unsent = holdReplies(['hello', 'you have 12'], [testOrigin, balance]);
    expect(await leaving(unsent, { link: 'l', consents: shown, at: start + day })).toEqual({ replies: ['hello', 'you have 12'], told: [] });
    expect((await leaving(holdReplies(['hello'], [testOrigin]), { consents: [], at: start })).replies).toEqual(['hello']);
  });

  test('are replaced, each by a sentence of its own, where the customer has hidden the amounts meanwhile', async () => {
    const hidden = decide({ link: 'l', level: 'sealed', by: 'chat', topics: ['balance'], now: new Date(start + day) });
    const unsent = holdReplies(['you have 12', 'hello', 'and 13'], [balance, testOrigin, balance]);
    const { replies, told } = await leaving(unsent, { link: 'l', consents: [...shown, ...hidden], at: start + day });
    expect(replies).toEqual(['instead 1', 'hello', 'instead 2']);
    expect(told).toMatchObject([{ kind: 'said', messages: ['secrecy.sealed'] }, { kind: 'said' }]);
  });

  test('are replaced where nobody is linked any more, another customer is, or the 180 days are over', async () => {
    const unsent = holdReplies(['you have 12'], [balance]);
    for (const world of [
      { consents: shown, at: start },
      { link: 'other', consents: shown, at: start },
      { link: 'l', consents: shown, at: start + 180 * day },
    ])
      expect((await leaving(unsent, world)).replies).toEqual(['instead 1']);
  });

  test('of a release before this are held to disclose everything', async () => {
    expect(readHeld({ body: { text: 'x' }, metadata: 'm' }).discloses).toMatchObject({ balance: 'shown', receipt: 'shown' });
    expect((await leaving(['an old one'], { consents: [], at: start })).replies).toEqual(['instead 1']);
  });

  const disclosed = fc.dictionary(
    fc.constantFrom(...dataClasses),
    fc.constantFrom(...disclosureLevels).filter((level) => level !== 'sealed'),
  );
  const decisions = fc.array(
    fc.record({
      level: fc.constantFrom(...disclosureLevels),
      topic: fc.constantFrom(...consentTopics),
      link: fc.constantFrom('l', 'other'),
      days: fc.integer({ min: 0, max: 300 }),
    }),
  );
  test('whatever was decided and however long they waited, none leaves without a consent that is alive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(disclosed, { minLength: 1, maxLength: 4 }),
        decisions,
        fc.integer({ min: 0, max: 400 }),
        async (classes, decided, waitedDays) => {
          const consents = decided
            .toSorted((first, second) => first.days - second.days)
            .flatMap(({ level, topic, link, days }) =>
              decide({ link, level, by: 'booth', topics: [topic], now: new Date(start + days * day) }),
            );
          const at = start + waitedDays * day;
          const unsent = holdReplies(
            classes.map((_, index) => `reply ${index}`),
            classes.map((each) => ({ ...testOrigin, disclosed: each })),
          );
          const { replies } = await leaving(unsent, {
            link: 'l',
            consents: consents.filter((consent) => Date.parse(consent.at) <= at),
            at,
          });
          for (const [index, each] of classes.entries()) {
            if (replies[index] !== `reply ${index}`) continue;
            for (const [dataClass, level] of Object.entries(each)) {
              // The oracle: the last decision on the topic, by hand.
              const topic = dataClass === 'identity' ? 'card' : dataClass;
              const last = consents.findLast((consent) => consent.topic === topic && consent.link === 'l' && Date.parse(consent.at) <= at);
              const alive = last !== undefined && (last.expiresAt === undefined || Date.parse(last.expiresAt) > at);
              expect(alive && level !== undefined && reaches(last.level, level) && at - start < 180 * day).toBe(true);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
