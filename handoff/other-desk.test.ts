import { describe, expect, test } from '@jest/globals';
import { decide } from './decide.ts';
import type { DeskEvent } from './desk-event.ts';
import { type Hold, newHold } from './hold.ts';
import { newCase } from './new-case.ts';
import { settle } from './settle.ts';

const now = new Date('2026-11-30T10:00:00Z');
const context = { now, hasWindow: true, routing: 'off' } as const;
const desk = { id: 'desk:x', name: 'X' };
const alice = { id: 'x:12', name: 'Alice' };
const basile = { id: 'staff:b', name: 'Basile' };
const open = { ...newCase({ reason: 'wish', now, recent: [] }), waitingSince: now.toISOString(), unanswered: 1 };
const queued: Hold = { ...newHold, owner: { kind: 'queue', token: 3 }, lastInboundAt: now.toISOString(), case: open };
const held: Hold = { ...queued, owner: { kind: 'agent', agent: desk, token: 4 } };
const colleagues: Hold = { ...queued, owner: { kind: 'agent', agent: basile, token: 4 } };
const bots: Hold = { ...queued, owner: { kind: 'bot', token: 4 } };

type Act = Extract<DeskEvent, { readonly kind: 'other_desk' }>['act'];
const event = (token: number, act: Act): DeskEvent => ({ kind: 'other_desk', desk, agent: alice, token, ref: '5-9', act });
const says = (token: number): DeskEvent => event(token, { did: 'said', text: 'bonjour' });
const resolves = (token: number): DeskEvent => event(token, { did: 'resolved' });
const refused = (why: string) => [{ kind: 'system', code: 'other_desk_refused', detail: `5-9 ${why}` }];

describe('another desk of the bank', () => {
  test('has a conversation from its first answer on, which is announced under the name of who answers', () => {
    const decision = decide(queued, says(3), context);
    expect(decision).toMatchObject({
      outcome: 'done',
      hold: { owner: { kind: 'agent', agent: desk, token: 4 }, case: { status: 'waiting', unanswered: 0 } },
      entries: [
        { kind: 'transition', cause: 'claimed', by: alice, announced: 'claimed' },
        { kind: 'agent', agent: alice, text: 'bonjour', sentAs: 'RESPONSE' },
      ],
      sayings: [
        { said: { key: 'claimed', args: { name: 'Alice' } }, sender: { kind: 'transition', token: 4 } },
        { said: { kind: 'typed', text: 'bonjour', agent: alice }, sender: { kind: 'agent', agent: 'desk:x', token: 4 } },
      ],
    });
    // All of it passes the gate of one commit.
    expect(settle(queued, decision, now)).toMatchObject({ outcome: 'done', sayings: [{}, {}] });
  });

  test('goes on answering, also before it was shown the token that its own answer made', () => {
    for (const token of [3, 4]) {
      const decision = decide(held, says(token), context);
      expect(decision).toMatchObject({ outcome: 'done', hold: { owner: { token: 4 } }, entries: [{ kind: 'agent' }] });
      expect(settle(held, decision, now)).toMatchObject({ outcome: 'done', sayings: [{}] });
    }
  });

  test.each([
    { name: 'made under an older token', hold: held, token: 2, why: 'stale' },
    { name: 'the queue was left meanwhile', hold: bots, token: 3, why: 'stale' },
    { name: 'a colleague has it', hold: colleagues, token: 3, why: 'stale' },
    { name: 'a colleague has it, and it was told', hold: colleagues, token: 4, why: 'taken' },
    {
      name: 'another inbox of the Page has it',
      hold: { ...queued, owner: { kind: 'page_inbox', token: 4 } } satisfies Hold,
      token: 4,
      why: 'state',
    },
    { name: 'nobody was asked for', hold: { ...newHold, owner: { kind: 'bot', token: 4 } } satisfies Hold, token: 4, why: 'state' },
    { name: 'the customer wrote eight days ago', hold: { ...held, lastInboundAt: '2026-11-22T10:00:00.000Z' }, token: 4, why: 'window' },
    {
      name: 'not even claimed where it cannot be sent',
      hold: { ...queued, lastInboundAt: '2026-11-22T10:00:00.000Z' },
      token: 3,
      why: 'window',
    },
  ] as const)('is told that its answer was not sent: $name', ({ hold, token, why }) => {
    const decision = decide(hold, says(token), context);
    expect(decision).toMatchObject({ outcome: 'done', hold: { owner: hold.owner }, entries: refused(why), sayings: [] });
  });

  test('has it again from the bot, where somebody was asked for before', () => {
    expect(decide(bots, says(4), context)).toMatchObject({ hold: { owner: { agent: desk, token: 5 } }, sayings: [{}, {}] });
  });

  test.each([
    ['it holds', held, 4],
    ['it holds, and was not told yet', held, 3],
    ['waits in the queue', queued, 3],
    ['the bot has, with a wish recorded out of hours', bots, 4],
  ] as const)('gives back what %s by resolving it', (_what, hold, token) => {
    expect(decide(hold, resolves(token), context)).toMatchObject({
      outcome: 'done',
      hold: { owner: { kind: 'bot' }, case: { status: 'returned', returned: { outcome: 'solved' } } },
      entries: [{ kind: 'transition', cause: 'returned', by: alice }],
      sayings: [{ said: { key: 'returned' } }, { said: { key: 'ask_satisfaction' } }],
    });
  });

  test.each([
    ['a colleague has', colleagues, 4],
    ['was returned before', { ...bots, case: { ...open, status: 'returned' } } satisfies Hold, 4],
    ['nobody was asked for', { ...newHold, owner: { kind: 'bot', token: 4 } } satisfies Hold, 4],
    ['was shown under an older token', held, 2],
  ] as const)('gives nothing back that %s', (_what, hold, token) => {
    expect(decide(hold, resolves(token), context)).toMatchObject({ outcome: 'refused' });
  });

  test('that withheld an answer changes nothing but the thread', () => {
    const decision = decide(held, event(4, { did: 'withheld', why: 'secret' }), context);
    expect(decision).toEqual({ outcome: 'done', hold: held, entries: refused('secret'), sayings: [] });
  });

  test('is given a conversation without its name being announced', () => {
    const transfer = { kind: 'transfer', agent: basile, token: 4, to: { agent: desk }, note: '', over: false } as const;
    expect(decide(colleagues, transfer, context)).toMatchObject({ sayings: [{ said: { key: 'transferred', args: { name: '' } } }] });
  });
});
