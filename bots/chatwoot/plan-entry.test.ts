import { describe, expect, test } from '@jest/globals';
import type { Owner } from '../../desk/api/terms.ts';
import type { ThreadEntry } from '../../desk/api/thread.ts';
import { chatwootDesk } from './names.ts';
import type { Notes } from './notes.ts';
import { beginOf, type PlanContext, planEntry, reportsOf } from './plan-entry.ts';

const at = '2026-11-30T10:00:00.000Z';
const owners = {
  bot: { kind: 'bot', token: 1 },
  queue: { kind: 'queue', token: 1 },
  chatwoot: { kind: 'agent', agent: chatwootDesk, token: 1 },
  claire: { kind: 'agent', agent: { id: 'staff:c', name: 'Claire' }, token: 1 },
  page: { kind: 'page_inbox', token: 1 },
} as const satisfies Readonly<Record<string, Owner>>;

type Transition = Extract<ThreadEntry, { readonly kind: 'transition' }>;
const moves = (number: number, to: keyof typeof owners, change: Partial<Transition> = {}): Transition => ({
  kind: 'transition',
  number,
  at,
  from: owners.bot,
  to: owners[to],
  cause: 'handed_over',
  by: null,
  reason: null,
  note: null,
  announced: null,
  ...change,
});
const answered = (number: number): Transition => moves(number, 'chatwoot', { cause: 'claimed', by: { id: 'chatwoot:12', name: 'Alice' } });
const system = (number: number, code: string, detail: string | null = null): ThreadEntry => ({ kind: 'system', number, at, code, detail });
const customer: ThreadEntry = { kind: 'customer', number: 1, at, text: 'bonjour', attachment: false, redacted: [], button: false };
const agent: ThreadEntry = {
  kind: 'agent',
  number: 1,
  at,
  agent: { id: 'staff:c', name: 'Claire' },
  text: 'a',
  redacted: [],
  sentAs: 'RESPONSE',
  delivery: 'sent',
  write: 'w',
};
const note: ThreadEntry = {
  kind: 'note',
  number: 1,
  at,
  agent: { id: 'staff:c', name: 'Claire' },
  text: 'secret',
  mentions: [],
  write: 'w',
};
const bot: ThreadEntry = { kind: 'bot', number: 1, at, dialog: null, delivery: 'sent', sentences: [] };

const notes: Notes = {
  packet: (_packet, more) => `packet ${more.talk.length} ${more.note ?? '-'}`,
  line: ({ kind }) => `line ${kind}`,
  words: ({ text }) => text ?? '-',
  left: ({ kind }) => `left ${kind}`,
  refused: (why) => `refused ${why}`,
  undelivered: (why) => `undelivered ${why}`,
};
const packet = {
  madeAt: at,
  reason: 'wish',
  urgency: 'normal',
  skill: 'general',
  words: null,
  asked: [],
  tried: [],
  identity: { linked: false, strength: 'unknown', provenAt: null },
  shown: [],
  clock: null,
  next: 'continue',
} as const;
const stored: PlanContext['stored'] = { urgency: 'normal', packet: { ...packet, asked: [], tried: [], shown: [] } };
const shut: PlanContext = { link: { open: false, chatwoot: null }, stored, before: [], notes, url: 'u' };
const opened: PlanContext = { ...shut, link: { open: true, chatwoot: 5 } };

describe('an entry that asks for somebody', () => {
  test.each([
    ['the queue', moves(2, 'queue')],
    ['a wish out of hours', system(2, 'asked_while_closed', 'wish')],
    ['a wish while nobody is there', system(2, 'asked_while_away', 'wish')],
  ])('opens a conversation with the packet and the message that asked: %s', (_what, entry) => {
    expect(planEntry(entry, { ...shut, before: [bot, customer] })).toEqual({
      steps: [{ kind: 'open' }, { kind: 'post', from: 'note', text: 'packet 1 -' }, { kind: 'post', from: 'customer', text: 'bonjour' }],
      open: true,
    });
  });

  test('ranks what is urgent, and takes a colleague’s note along where it is meant for Chatwoot', () => {
    const given = moves(2, 'chatwoot', { cause: 'transferred', note: 'rappeler' });
    const { steps } = planEntry(given, { ...shut, stored: { ...stored, urgency: 'urgent' }, before: [customer, agent] });
    expect(steps).toEqual([
      { kind: 'open' },
      { kind: 'priority', priority: 'urgent' },
      { kind: 'post', from: 'note', text: 'packet 2 rappeler' },
    ]);
    const queued = moves(2, 'queue', { cause: 'transferred', note: 'entre nous' });
    expect(JSON.stringify(planEntry(queued, shut).steps)).not.toContain('entre nous');
  });

  test('opens nothing that is open', () => {
    for (const entry of [moves(2, 'queue'), answered(2), system(2, 'asked_while_away')])
      expect(planEntry(entry, opened)).toEqual({ steps: [], open: true });
  });

  test('by an answer to what was over opens that again', () => {
    expect(planEntry(answered(2), { ...shut, link: { open: false, chatwoot: 5 } })).toEqual({
      steps: [{ kind: 'status', status: 'open' }],
      open: true,
    });
  });
});

describe('an entry that takes it elsewhere', () => {
  test.each(['bot', 'claire', 'page'] as const)('says to whom, and resolves: %s', (to) => {
    expect(planEntry(moves(2, to), opened)).toEqual({
      steps: [
        { kind: 'post', from: 'note', text: `left ${owners[to].kind}` },
        { kind: 'status', status: 'resolved' },
      ],
      open: false,
    });
    expect(planEntry(moves(2, to), shut)).toEqual({ steps: [], open: false });
  });

  test('does nothing where somebody in Chatwoot has resolved it', () => {
    const returned = moves(2, 'bot', { cause: 'returned', by: { id: 'chatwoot:12', name: 'Alice' } });
    expect(planEntry(returned, opened)).toEqual({ steps: [], open: false });
  });
});

describe('what is said', () => {
  test('goes to Chatwoot while it is asked: the customer’s words as such, the assistant’s as a note', () => {
    expect(planEntry(customer, opened).steps).toEqual([{ kind: 'post', from: 'customer', text: 'bonjour' }]);
    expect(planEntry(bot, opened).steps).toEqual([{ kind: 'post', from: 'note', text: 'line bot' }]);
  });

  test('stays here otherwise, and notes between colleagues always do', () => {
    for (const entry of [customer, bot, agent, note]) expect(planEntry(entry, shut)).toEqual({ steps: [], open: false });
    for (const entry of [agent, note, system(1, 'overdue', 'first_answer')])
      expect(planEntry(entry, opened)).toEqual({ steps: [], open: true });
  });

  test('and did not reach the customer is told where it was written, whoever holds the conversation', () => {
    const refused = system(2, 'other_desk_refused', '5-9 secret');
    expect(reportsOf(refused, notes)).toEqual([{ kind: 'post', from: 'note', conversation: 5, text: 'refused secret' }]);
    expect(planEntry(refused, shut)).toMatchObject({ steps: [{}], open: false });
    expect(reportsOf(system(2, 'undelivered', 'chatwoot-5-9 blocked'), notes)).toMatchObject([
      { conversation: 5, text: 'undelivered blocked' },
    ]);
    // Of our own desk.
    expect(reportsOf(system(2, 'undelivered', '3f0e6f1e-6a0a-4f5e-9d5e-0a1b2c3d4e5f blocked'), notes)).toEqual([]);
  });
});

describe('what came while Chatwoot was not asked', () => {
  test.each([
    ['nothing', [], undefined],
    ['talk', [customer, bot], undefined],
    ['a wish', [customer, moves(2, 'queue')], 2],
    ['a wish that was answered', [moves(2, 'queue'), answered(3)], 2],
    ['a wish that was taken back', [moves(2, 'queue'), moves(4, 'bot')], undefined],
    ['a second one', [moves(2, 'queue'), moves(4, 'claire'), moves(6, 'queue')], 6],
  ] as const)('begins with the last wish that stands: %s', (_what, entries, begin) => {
    expect(beginOf(entries)).toBe(begin);
  });
});
