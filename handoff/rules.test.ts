import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../i18n/catalogue.ts';
import { decide } from './decide.ts';
import { decideTurn } from './decide-turn.ts';
import type { DeskEvent } from './desk-event.ts';
import { documentsPayload } from './documents.ts';
import { type Hold, mostDocuments, newHold, readHold } from './hold.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import { newCase } from './new-case.ts';
import { createOpeningClock, readWeek } from './opening-hours.ts';
import { reasonToHandOver } from './reasons.ts';
import { type Exchange, remember } from './recent.ts';
import { encodeScore, takeScore } from './return-contract.ts';
import { defaultServiceLevel, timerOf } from './timers.ts';
import { windowOf } from './window.ts';

const now = new Date('2026-11-30T10:00:00Z');
const agent = { id: 'a', name: 'Alix' };
const context = { now, hasWindow: true, routing: 'off' } as const;
const exchange: Exchange = {
  at: now.toISOString(),
  said: 'je veux parler à quelqu’un',
  button: false,
  attachment: false,
  redacted: [],
  dialog: null,
  slots: {},
  events: [],
  shown: [],
};

function heldBy(kind: 'queue' | 'agent', reason: 'wish' | 'suspected_fraud' = 'wish', waitingSince = now.toISOString()): Hold {
  const owner = kind === 'agent' ? { kind, agent, token: 2 } : { kind, token: 1 };
  const open = { ...newCase({ reason, now, recent: [exchange] }), waitingSince };
  return { ...newHold, owner, lastInboundAt: now.toISOString(), case: open };
}

describe('the window of a person', () => {
  const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
  test.each([
    [0, 'RESPONSE', 'within_24_hours'],
    [23.5, 'RESPONSE', 'within_24_hours'],
    [24, 'HUMAN_AGENT', 'within_7_days'],
    [24 * 7 - 1, 'HUMAN_AGENT', 'within_7_days'],
    [24 * 7, null, 'after_7_days'],
  ])('%s hours after the last message: %s, %s', (age, sendsAs, rule) => {
    expect(windowOf(now.toISOString(), hours(age))).toMatchObject({ sendsAs, rule });
  });

  test('nothing may be sent to somebody who never wrote, and the desk says what is left', () => {
    expect(windowOf(undefined, now)).toMatchObject({ state: 'closed', instead: ['call', 'secure_message', 'wait_for_customer'] });
  });

  test('a message after seven days is refused by the turn, whatever the screen showed', () => {
    const event = { kind: 'message', agent, token: 2, text: 'bonjour' } as const;
    expect(decide(heldBy('agent'), event, { ...context, now: hours(24 * 7) })).toMatchObject({ outcome: 'refused', why: 'window' });
    expect(decide(heldBy('agent'), event, { ...context, now: hours(30) })).toMatchObject({ entries: [{ sentAs: 'HUMAN_AGENT' }] });
  });
});

describe('a document for the customer', () => {
  const handed = { id: '3f0c8a4e-0000-4000-8000-000000000001', name: 'attestation.pdf', type: 'application/pdf', bytes: 12_345 };
  const event = { kind: 'document', agent, token: 2, document: handed, customer: 'c1' } as const;

  test('is remembered for that customer, told in a sentence that names nothing of it, and counts as an answer', () => {
    expect(decide(heldBy('agent'), event, context)).toMatchObject({
      outcome: 'done',
      hold: { documents: [{ ...handed, at: now.toISOString(), by: 'Alix', customer: 'c1' }], case: { unanswered: 0 } },
      entries: [{ kind: 'document', agent, document: handed, sentAs: 'RESPONSE' }],
      sayings: [
        { said: { kind: 'sentence', key: 'document', args: { name: 'Alix' }, by: agent }, sender: { kind: 'agent', agent: 'a', token: 2 } },
      ],
    });
  });

  test.each([
    ['stale', heldBy('agent'), { ...event, token: 1 }],
    ['not_owner', heldBy('queue'), { ...event, token: 1 }],
    ['not_owner', heldBy('agent'), { ...event, agent: { id: 'b', name: 'Basile' } }],
    ['not_linked', heldBy('agent'), { ...event, customer: null }],
    ['window', { ...heldBy('agent'), lastInboundAt: '2026-11-20T10:00:00.000Z' }, event],
  ] as const)('is refused as %s', (why, hold, given) => {
    expect(decide(hold, given, context)).toMatchObject({ outcome: 'refused', why });
  });

  test('leaves as a person’s message after a day', () => {
    const hold = { ...heldBy('agent'), lastInboundAt: '2026-11-28T10:00:00.000Z' };
    expect(decide(hold, event, context)).toMatchObject({ entries: [{ sentAs: 'HUMAN_AGENT' }] });
  });

  test('is looked at without a word to anybody: nobody has to answer, and in quiet hours nobody is called', () => {
    const message = { text: 'Voir le document', attachment: false, redacted: [], payload: documentsPayload };
    const press = { from: 'customer', message, notice: false } as const;
    const held = heldBy('agent');
    const answered = { ...held, ...(held.case ? { case: { ...held.case, status: 'waiting' as const, unanswered: 0 } } : {}) };
    const looked = decideTurn(answered, press, context);
    expect(looked).toMatchObject({ answers: 'holder', decision: { entries: [{ kind: 'customer', button: true }], sayings: [] } });
    expect(looked.answers === 'holder' && looked.decision.outcome === 'done' && looked.decision.hold.case).toEqual(answered.case);
    const quiet = decide(held, { kind: 'return', agent, token: 2, outcome: 'solved', summary: '', promises: [], quietHours: 4 }, context);
    expect(quiet.outcome === 'done' && decideTurn(quiet.hold, press, context)).toEqual({ answers: 'bot' });
  });

  test('gives way to newer ones when there are twenty', () => {
    let hold = heldBy('agent');
    for (let index = 0; index < 22; index += 1) {
      const id = `3f0c8a4e-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`;
      const decided = decide(hold, { ...event, document: { ...handed, id } }, context);
      if (decided.outcome === 'done') hold = decided.hold;
    }
    const last = hold.documents?.at(-1)?.id;
    expect([hold.documents?.length, last]).toEqual([mostDocuments, '3f0c8a4e-0000-4000-8000-000000000021']);
    expect(readHold(hold)).toEqual(hold);
  });
});

describe('reasons', () => {
  const tried = (events: readonly string[], slots: Readonly<Record<string, string>> = {}) => ({
    dialog: 'person',
    events: [...events],
    slots,
  });
  test.each([
    [tried(['started person']), 'wish'],
    [tried(['started person'], { concern: 'debt' }), 'debt_distress'],
    [tried(['started person'], { concern: 'dispute' }), 'dispute'],
    [tried(['started person'], { urgency: 'fraud' }), 'suspected_fraud'],
    [tried(['started report_fraud']), 'suspected_fraud'],
    [tried(['started balance']), undefined],
  ])('%j: %s', (what, reason) => {
    expect(reasonToHandOver(what, undefined)).toBe(reason);
  });

  test('failing once is no reason, failing twice in a row is', () => {
    const failing = { ...exchange, events: ['unclear'] };
    expect(reasonToHandOver(failing, undefined)).toBeUndefined();
    expect(reasonToHandOver(failing, exchange)).toBeUndefined();
    expect(reasonToHandOver({ ...exchange, events: ['failed bank_unavailable'] }, failing)).toBe('failure');
  });
});

describe('claiming', () => {
  test('the first one gets it, and the second one is told who has it', () => {
    const first = decide(heldBy('queue'), { kind: 'claim', agent, token: 1, over: false }, context);
    if (first.outcome !== 'done') throw new Error('refused');
    const second = decide(first.hold, { kind: 'claim', agent: { id: 'b', name: 'Basile' }, token: 1, over: false }, context);
    expect(second).toEqual({ outcome: 'refused', why: 'taken', owner: { kind: 'agent', agent, token: 2 } });
  });

  test('a conversation of the bot in which nobody asked for a person is for a supervisor', () => {
    const claim = { kind: 'claim', agent, token: 0 } as const;
    expect(decide(newHold, { ...claim, over: false }, context)).toMatchObject({ why: 'state' });
    expect(decide(newHold, { ...claim, over: true }, context)).toMatchObject({ outcome: 'done', hold: { case: { reason: 'taken' } } });
  });
});

describe('the return', () => {
  const back: DeskEvent = { kind: 'return', agent, token: 2, outcome: 'solved', summary: 'ok', promises: [], quietHours: 0 };

  test('gives the conversation back to the bot, says so, and asks once how it was', () => {
    const given = decide(heldBy('agent'), back, context);
    if (given.outcome !== 'done') throw new Error('refused');
    expect(given.hold.owner).toEqual({ kind: 'bot', token: 3 });
    expect(given.sayings.map(({ said }) => said.kind === 'sentence' && said.key)).toEqual(['returned', 'ask_satisfaction']);
    const scored = takeScore(given.hold, encodeScore(3, 5));
    expect(scored).toMatchObject({ entries: [{ kind: 'satisfaction', score: 5 }] });
    expect(scored?.outcome === 'done' && takeScore(scored.hold, encodeScore(3, 1))).toMatchObject({ outcome: 'done', entries: [] });
  });

  test('nobody is asked how a fraud was handled', () => {
    const given = decide(heldBy('agent', 'suspected_fraud'), back, context);
    expect(given.outcome === 'done' && given.sayings).toHaveLength(1);
  });

  test('the bot stays quiet for as long as was said, and nobody is asked for a score meanwhile', () => {
    const given = decide(heldBy('agent'), { ...back, quietHours: 4 }, context);
    expect(given).toMatchObject({
      hold: { case: { quietUntil: '2026-11-30T14:00:00.000Z' } },
      sayings: [{ said: { key: 'returned_quiet' } }],
    });
  });
});

describe('timers', () => {
  const clock = createOpeningClock({ timeZone: 'UTC', week: readWeek('Mon-Fri 09:00-18:00'), holidays: [], closedOn: [] });
  const timerAt = (text: string) => timerOf(heldBy('queue'), { now: new Date(text), clock, level: defaultServiceLevel });

  test('warn before the time is over and say when it is', () => {
    expect(timerAt('2026-11-30T10:05:00Z')).toMatchObject({ kind: 'first_answer', state: 'running', dueAt: '2026-11-30T10:30:00.000Z' });
    expect(timerAt('2026-11-30T10:25:00Z')).toMatchObject({ state: 'warning' });
    expect(timerAt('2026-11-30T10:30:00Z')).toMatchObject({ state: 'late' });
  });

  test('stop at closing time and go on the next morning', () => {
    const evening = heldBy('queue', 'wish', '2026-11-30T17:50:00.000Z');
    expect(timerOf(evening, { now, clock, level: defaultServiceLevel })?.dueAt).toBe('2026-12-01T09:20:00.000Z');
  });
});

describe('what is remembered', () => {
  test('stays below 20 exchanges and 4 KB, however much is said, and the last message is always there', () => {
    let recent: readonly Exchange[] = [];
    for (let index = 0; index < 60; index += 1)
      recent = remember(recent, {
        ...exchange,
        said: `${index} ${'é'.repeat(3_000)}`,
        shown: Array.from({ length: 30 }, () => ({ key: 'help.all', classes: {}, text: 'x'.repeat(900) })),
      });
    expect(recent.length).toBeLessThanOrEqual(20);
    expect(Buffer.byteLength(JSON.stringify(recent))).toBeLessThanOrEqual(4_200);
    expect(recent.at(-1)?.said).toMatch(/^59 /);
  });

  test('where things lie is remembered of the newest ten, and of no more than 8 KB', () => {
    const picture = (name: string, length = 0) =>
      ({ kind: 'image', place: null, fetchable: true, url: `https://cdn.example/${name}${'x'.repeat(length)}` }) as const;
    const after = (...sent: readonly Exchange[]) => sent.reduce<readonly Exchange[]>((recent, one) => remember(recent, one), []);
    const withOne = (name: string, length?: number): Exchange => ({ ...exchange, attachment: true, sent: [picture(name, length)] });
    const many = after(...Array.from({ length: 13 }, (_one, index) => withOne(`${index}`)));
    expect(many.map(({ sent }) => sent?.[0]?.url?.slice(-2))).toEqual([
      ...[0, 1, 2].map(() => undefined),
      '/3',
      '/4',
      '/5',
      '/6',
      '/7',
      '/8',
      '/9',
      '10',
      '11',
      '12',
    ]);
    expect(many.every(({ attachment }) => attachment)).toBe(true);
    // A long address makes no exchange be forgotten.
    const long = after(withOne('first', 3_000), exchange, withOne('second', 3_000), withOne('third', 3_000));
    expect(long.map(({ sent }) => sent !== undefined)).toEqual([false, false, true, true]);
  });

  test('what cannot be read is in the queue, under a token that is greater than the one that was saved', () => {
    expect(readHold({ schema: 9, owner: { kind: 'agent', token: 7 }, entries: 12 })).toMatchObject({
      owner: { kind: 'queue', token: 8 },
      entries: 12,
    });
    expect(readHold('nonsense').owner).toEqual({ kind: 'queue', token: 1 });
  });
});

test('every sentence is there in both languages, with the same arguments, and can be printed', () => {
  expect(Object.keys(en)).toEqual(Object.keys(fr));
  const catalogue = createCatalogue({ desk: { fr, en } });
  for (const key of Object.keys(fr)) {
    const args = Object.fromEntries(
      [...catalogue.uses(`desk.${key}`).printed, ...catalogue.uses(`desk.${key}`).selected].map((name) => [name, '2']),
    );
    expect(catalogue.format('fr-FR', `desk.${key}`, args)).not.toBe('');
    expect(catalogue.format('en-GB', `desk.${key}`, args)).not.toBe('');
  }
  expect(catalogue.format('fr-FR', 'desk.place', { place: '1', known: 'yes', from: '1', to: '5' })).toMatch(
    /^Vous êtes le prochain\. L’attente sera de moins de 5 minutes environ\./,
  );
});
