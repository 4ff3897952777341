import { describe, expect, test } from '@jest/globals';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import { type Hold, newHold } from './hold.ts';
import { muteAnnouncements } from './mute.ts';
import { newCase } from './new-case.ts';
import { settle } from './settle.ts';
import type { Routing } from './thread-call.ts';

const now = new Date('2026-11-30T10:00:00Z');
const agent = { id: 'a', name: 'Alix' };
const other = { id: 'b', name: 'Basile' };
const hours = (count: number): string => new Date(now.getTime() - count * 3_600_000).toISOString();

function heldBy(kind: 'queue' | 'agent' | 'page_inbox' | 'bot', lastInboundAt = hours(0)): Hold {
  const owner = kind === 'agent' ? { kind, agent, token: 2 } : { kind, token: 2 };
  return { ...newHold, owner, lastInboundAt, case: newCase({ reason: 'wish', now, recent: [] }) };
}

const ask = (hold: Hold, event: DeskEvent, routing: Routing = 'default_app'): Decision =>
  decide(hold, event, { now, hasWindow: true, routing });

/** The hold afterwards, and what leaves, in order. */
function after(decision: Decision): { readonly hold: Hold; readonly leaves: readonly string[] } {
  const settled = settle(newHold, decision, now);
  if (settled.outcome === 'refused') throw new TypeError(`refused: ${settled.why}`);
  const leaves = settled.sayings.map(({ said }) =>
    said.kind === 'control' ? said.control.call : said.kind === 'sentence' ? said.key : 'typed',
  );
  return { hold: settled.hold, leaves };
}

const passed = (over = false, by = agent): DeskEvent => ({ kind: 'pass_thread', agent: by, token: 2, note: '', over });
const owned = (holder: 'us' | 'other', token: number): DeskEvent => ({
  kind: 'thread_owner',
  holder,
  app: holder === 'us' ? null : '99',
  token,
});

describe('passing to the inbox of the Page', () => {
  test('tells the customer first, then Meta, under the token that the pass made', () => {
    const decision = ask(heldBy('agent'), passed());
    const { hold, leaves } = after(decision);
    expect(hold.owner).toEqual({ kind: 'page_inbox', token: 3 });
    expect(leaves).toEqual(['transferred_queue', 'pass_thread_control']);
    expect(decision).toMatchObject({ sayings: [{ sender: { token: 3 } }, { sender: { kind: 'routing', token: 3 } }] });
  });

  test('is for whoever has the conversation, or a supervisor, and where the desk leads only', () => {
    expect(ask(heldBy('agent'), passed(false, other))).toMatchObject({ outcome: 'refused', why: 'not_owner' });
    expect(ask(heldBy('queue'), passed(true, other))).toMatchObject({ outcome: 'done' });
    expect(ask(heldBy('page_inbox'), passed(true, other))).toMatchObject({ outcome: 'refused', why: 'not_owner' });
    expect(ask({ ...heldBy('agent'), owner: { kind: 'agent', agent, token: 5 } }, passed())).toMatchObject({ why: 'stale' });
    expect(ask(heldBy('agent'), passed(), 'off')).toMatchObject({ outcome: 'refused', why: 'state' });
  });

  test('that Meta did not do leaves the conversation with whoever passed it', () => {
    const { hold } = after(ask(heldBy('agent'), passed()));
    const back = after(ask(hold, owned('us', 3)));
    expect(back.hold.owner).toEqual({ kind: 'agent', agent, token: 4 });
    expect(back.leaves).toEqual(['claimed']);
    expect(after(ask(hold, owned('other', 3))).hold.owner).toEqual(hold.owner);
  });

  test('a day after the last message no sentence leaves, and the call does', () => {
    const hold = heldBy('agent', hours(30));
    expect(after(muteAnnouncements(hold, ask(hold, passed()), now)).leaves).toEqual(['pass_thread_control']);
  });
});

describe('taking back', () => {
  const recall: DeskEvent = { kind: 'recall_thread', agent, token: 2 };

  test('the default app takes the thread before it says a word', () => {
    const { hold, leaves } = after(ask(heldBy('page_inbox'), recall));
    expect(hold.owner).toEqual({ kind: 'agent', agent, token: 3 });
    expect(leaves).toEqual(['take_thread_control', 'claimed']);
  });

  test('where that is not allowed the inbox keeps it, and is asked', () => {
    const { hold } = after(ask(heldBy('page_inbox'), recall));
    const kept = after(ask(hold, owned('other', 3)));
    expect(kept.hold.owner).toEqual({ kind: 'page_inbox', token: 4 });
    expect(kept.leaves).toEqual(['request_thread_control']);
    const given = after(ask(kept.hold, { kind: 'page_inbox', did: 'gave_back', app: '1', text: null }));
    expect(given.hold.owner).toEqual({ kind: 'agent', agent, token: 5 });
  });

  test('any other app asks, and whoever asked has it once it is given; unasked it goes to the bot', () => {
    const asked = after(ask(heldBy('page_inbox'), recall, 'app'));
    expect(asked.hold.owner).toEqual({ kind: 'page_inbox', token: 2 });
    expect(asked.leaves).toEqual(['request_thread_control']);
    const gaveBack: DeskEvent = { kind: 'page_inbox', did: 'gave_back', app: '1', text: null };
    expect(after(ask(asked.hold, gaveBack, 'app')).hold.owner).toEqual({ kind: 'agent', agent, token: 3 });
    expect(after(ask(heldBy('page_inbox'), gaveBack, 'app')).hold.owner).toEqual({ kind: 'bot', token: 3 });
  });

  test('there is nothing to take back of what we hold', () => {
    expect(ask(heldBy('agent'), recall)).toMatchObject({ outcome: 'refused', why: 'state' });
  });
});

describe('the end of a case', () => {
  const returned = (quietHours: number): DeskEvent => ({
    kind: 'return',
    agent,
    token: 2,
    outcome: 'solved',
    summary: '',
    promises: [],
    quietHours,
  });

  test('lets the thread go after the last word, where it comes back to us', () => {
    expect(after(ask(heldBy('agent'), returned(0))).leaves).toEqual(['returned', 'ask_satisfaction', 'release_thread_control']);
    expect(after(ask(heldBy('agent'), returned(0), 'app')).leaves).not.toContain('release_thread_control');
    expect(after(ask(heldBy('agent'), returned(4))).leaves).not.toContain('release_thread_control');
  });
});

describe('a hold that is about to lapse', () => {
  const keep: DeskEvent = { kind: 'keep_thread', token: 2 };

  test('is kept until nobody may answer any more', () => {
    const decision = ask(heldBy('agent', hours(23)), keep);
    const durationS = 6 * 24 * 3_600 + 3_600;
    expect(decision).toMatchObject({ sayings: [{ said: { control: { call: 'extend_thread_control', durationS } } }] });
  });

  test('is not kept for the bot, an inbox or an older owner', () => {
    for (const kind of ['bot', 'page_inbox'] as const) expect(ask(heldBy(kind, hours(23)), keep)).toMatchObject({ why: 'stale' });
    expect(ask(heldBy('agent', hours(23)), { ...keep, token: 1 })).toMatchObject({ why: 'stale' });
  });
});

describe('a doubt', () => {
  test('is put to Meta, and its answer puts our owner right', () => {
    expect(after(ask(heldBy('bot'), { kind: 'thread_doubt' })).leaves).toEqual(['thread_owner']);
    expect(after(ask(heldBy('bot'), owned('other', 2))).hold.owner).toEqual({ kind: 'page_inbox', token: 3 });
    expect(after(ask(heldBy('agent'), owned('other', 2))).hold.owner).toEqual({ kind: 'page_inbox', token: 3 });
    expect(after(ask(heldBy('page_inbox'), owned('us', 2))).hold.owner).toEqual({ kind: 'bot', token: 3 });
    expect(after(ask(heldBy('queue'), owned('us', 2))).hold.owner).toEqual(heldBy('queue').owner);
  });

  test('is of no interest once the conversation has changed hands', () => {
    expect(ask(heldBy('agent'), owned('other', 1))).toMatchObject({ outcome: 'refused', why: 'stale' });
  });
});
