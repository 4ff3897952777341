import { describe, expect, test } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { ConversationDetail, ConversationList, ConversationSummary } from '../../api/conversation.ts';
import type { ThreadEntry } from '../../api/thread.ts';
import { applyEvent } from './apply-event.ts';
import { createDrafts } from './drafts.ts';
import { type ListPages, placeConversation, renewPage } from './list-pages.ts';
import { hasGap, mergeEntries } from './merge-thread.ts';
import { type OpenConversation, renewOpen, takeChange } from './open-conversation.ts';
import { printPlace, readPlace } from './place.ts';
import { queryKeys } from './query-keys.ts';
import { belongsTo, compareConversations } from './queues.ts';
import { createRecentChanges } from './recent-changes.ts';

const now = '2026-11-30T12:00:00.000Z';

function summary(id: string, given: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id,
    version: 1,
    owner: { kind: 'queue', token: 2 },
    status: 'open',
    urgency: 'normal',
    reason: 'wish',
    skill: 'general',
    language: 'fr',
    channel: 'messenger',
    customer: { label: id, linked: true },
    last: { at: now, by: 'customer', text: id },
    unanswered: 1,
    waitingSince: now,
    openedAt: now,
    timer: null,
    window: {
      state: 'response',
      lastInboundAt: now,
      changesAt: now,
      closesAt: now,
      sendsAs: 'RESPONSE',
      rule: 'within_24_hours',
      instead: [],
    },
    promises: [],
    snoozedUntil: null,
    place: null,
    readers: [],
    typing: { customer: false, agents: [] },
    ...given,
  };
}

function page(conversations: readonly ConversationSummary[], next?: string): ConversationList {
  const counts = { urgent: 0, mine: 0, unassigned: 0, promised: 0, waiting: 0, all: 0 };
  return { conversations: [...conversations], counts, lastEventId: '0', ...(next === undefined ? {} : { next }) };
}

const pages = (...all: ConversationList[]): ListPages => ({ pages: all, pageParams: all.map(() => undefined) });
const idsOf = (data: ListPages) => data.pages.map(({ conversations }) => conversations.map(({ id }) => id));
const said = (number: number, text = 'x'): ThreadEntry => ({
  number,
  at: now,
  kind: 'customer',
  text,
  attachment: false,
  redacted: [],
  button: false,
});

function opened(thread: ThreadEntry[], given: Partial<ConversationSummary> = {}): ConversationDetail {
  const yes = { allowed: true, why: null };
  return {
    conversation: summary('a', given),
    thread,
    hasEarlier: (thread[0]?.number ?? 1) > 1,
    packet: null,
    customer: { label: 'a', linked: false, identity: null, locale: null, levels: {}, fields: [] },
    may: { claim: yes, send: yes, note: yes, transfer: yes, snooze: yes, return: yes, reveal: yes, pass: yes, recall: yes, document: yes },
  };
}

describe('the areas', () => {
  const mine = summary('a', { owner: { kind: 'agent', agent: { id: 'me', name: 'Me' }, token: 3 } });

  test('each know what stands in them', () => {
    expect([belongsTo('mine', mine, 'me'), belongsTo('mine', mine, 'other'), belongsTo('unassigned', mine, 'me')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(belongsTo('unassigned', summary('b'), 'me')).toBe(true);
    expect(belongsTo('urgent', summary('c', { urgency: 'urgent', status: 'returned' }), 'me')).toBe(false);
    expect(belongsTo('promised', summary('d', { promises: [{ kind: 'call_back', text: 'x', dueAt: null, madeAt: now }] }), 'me')).toBe(
      true,
    );
    expect(belongsTo('waiting', summary('e', { status: 'waiting' }), 'me')).toBe(true);
  });

  test('are ordered by urgency, then by waiting time, with what the bot answers last', () => {
    const early = '2026-11-30T11:00:00.000Z';
    const list = [
      summary('returned', { status: 'returned', urgency: 'urgent' }),
      summary('late', { waitingSince: now }),
      summary('early', { waitingSince: early }),
      summary('answered', { waitingSince: null }),
      summary('urgent', { urgency: 'urgent' }),
    ];
    expect(list.sort(compareConversations).map(({ id }) => id)).toEqual(['urgent', 'early', 'late', 'answered', 'returned']);
  });
});

describe('a list', () => {
  const at = (minute: string) => ({ waitingSince: `2026-11-30T11:${minute}:00.000Z` });
  const loaded = pages(page([summary('a', at('01')), summary('c', at('03'))], '2'), page([summary('e', at('05'))], '3'));

  test('takes a new conversation where its order wants it', () => {
    expect(idsOf(placeConversation(loaded, summary('d', at('04')), true))).toEqual([
      ['a', 'c'],
      ['d', 'e'],
    ]);
  });

  test('leaves out what lies behind the pages that are loaded: it comes with them', () => {
    expect(idsOf(placeConversation(loaded, summary('z', at('59')), true))).toEqual([['a', 'c'], ['e']]);
  });

  test('loses what does not belong to it any more', () => {
    expect(idsOf(placeConversation(loaded, summary('c', { version: 2 }), false))).toEqual([['a'], ['e']]);
  });

  test('never goes back to an older version', () => {
    const newer = placeConversation(loaded, summary('a', { ...at('01'), version: 5, unanswered: 4 }), true);
    expect(placeConversation(newer, summary('a', { ...at('01'), version: 4 }), true)).toBe(newer);
  });

  test('that was on its way gets what the stream brought meanwhile', () => {
    const renewed = renewPage(page([summary('a', at('01'))]), [summary('a', { version: 2 }), summary('new', at('00'))], {
      isFirst: true,
      belongs: ({ id }) => id !== 'a',
    });
    expect(renewed.conversations.map(({ id }) => id)).toEqual(['new']);
  });
});

describe('a thread', () => {
  test('has each entry once, in order', () => {
    expect(
      mergeEntries([said(1), said(2, 'old')], [said(3), said(2, 'new')]).map((entry) => entry.kind === 'customer' && entry.text),
    ).toEqual(['x', 'new', 'x']);
  });

  test('knows that something is missing', () => {
    expect([hasGap([said(1)], [said(3)]), hasGap([said(1)], [said(2)]), hasGap([], [said(9)])]).toEqual([true, false, false]);
  });
});

describe('the open conversation', () => {
  const at = (version: number) => summary('a', { version });
  const numbersOf = ({ thread }: ConversationDetail) => thread.map(({ number }) => number);

  test('is behind where the stream told of a change without its words', () => {
    const open = takeChange(opened([said(1)]), { conversation: at(2), entries: [] });
    expect([open.conversation.version, open.isBehind]).toEqual([2, true]);
  });

  test('is behind where an entry is missing in between', () => {
    expect(takeChange(opened([said(1)]), { conversation: at(3), entries: [said(3)] }).isBehind).toBe(true);
  });

  test('is not behind where it got the words, and what is told twice changes nothing', () => {
    const open = takeChange(opened([said(1)]), { conversation: at(2), entries: [said(2)] });
    const again = takeChange(open, { conversation: at(2), entries: [] });
    expect([numbersOf(again), again.isBehind]).toEqual([[1, 2], undefined]);
  });

  test('stays behind until it is loaded again', () => {
    const behind = takeChange(opened([said(1)]), { conversation: at(2), entries: [] });
    expect(takeChange(behind, { conversation: at(3), entries: [said(3)] }).isBehind).toBe(true);
    expect(renewOpen(opened([said(1), said(2), said(3)], { version: 3 }), behind, []).isBehind).toBeUndefined();
  });

  test('takes what came while the answer was on its way, and is behind where that came without its words', () => {
    const answer = opened([said(1)]);
    const told = { conversation: at(2), entries: [said(2)] };
    expect(numbersOf(renewOpen(answer, undefined, [told]))).toEqual([1, 2]);
    const brief = renewOpen(answer, undefined, [told, { conversation: at(3), entries: [] }]);
    expect([numbersOf(brief), brief.isBehind]).toEqual([[1, 2], true]);
    // Told before the answer was made: it is in it.
    expect(renewOpen(opened([said(1), said(2)], { version: 3 }), undefined, [{ conversation: at(3), entries: [] }]).isBehind).toBe(
      undefined,
    );
  });

  test('keeps what a write was answered with while it was loaded again', () => {
    const known = takeChange(opened([said(1)]), { conversation: at(2), entries: [said(2)] });
    expect(numbersOf(renewOpen(opened([said(1)]), known, []))).toEqual([1, 2]);
  });

  test('keeps the earlier entries that are on the screen, unless something between is missing', () => {
    const known = opened([said(1), said(2), said(3)]);
    const next = renewOpen(opened([said(3), said(4)], { version: 2 }), known, []);
    expect([numbersOf(next), next.hasEarlier]).toEqual([[1, 2, 3, 4], false]);
    const far = renewOpen(opened([said(8), said(9)], { version: 7 }), known, []);
    expect([numbersOf(far), far.hasEarlier]).toEqual([[8, 9], true]);
  });
});

describe('an event', () => {
  function kept() {
    const client = new QueryClient();
    client.setQueryData(queryKeys.list('unassigned', ''), pages(page([summary('a')])));
    client.setQueryData(queryKeys.list('mine', ''), pages(page([])));
    client.setQueryData(queryKeys.list('all', 'words'), pages(page([])));
    const list = (queue: 'unassigned' | 'mine' | 'all', search = '') =>
      idsOf(client.getQueryData<ListPages>(queryKeys.list(queue, search)) ?? pages());
    return { client, me: 'me', list };
  }
  const claimed = summary('a', { version: 2, owner: { kind: 'agent', agent: { id: 'me', name: 'Me' }, token: 3 } });

  test('moves a conversation from one area to another, and into no search', () => {
    const { list, ...parts } = kept();
    applyEvent(parts, { type: 'conversation', conversation: claimed, entries: [] });
    expect([list('unassigned'), list('mine'), list('all', 'words')]).toEqual([[[]], [['a']], [[]]]);
  });

  test('comes into a list that is narrowed only where it fits', () => {
    const { client, me } = kept();
    const french = queryKeys.list('all', '', { language: 'fr' });
    const disputes = queryKeys.list('all', '', { skill: 'disputes', language: 'fr' });
    for (const key of [french, disputes]) client.setQueryData(key, pages(page([])));
    const listed = (key: typeof french) => idsOf(client.getQueryData<ListPages>(key) ?? pages());
    applyEvent({ client, me }, { type: 'conversation', conversation: summary('b', { skill: 'fraud', language: 'fr' }), entries: [] });
    expect([listed(french), listed(disputes)]).toEqual([[['b']], [[]]]);
    const turned = summary('b', { version: 2, skill: 'disputes', language: 'fr' });
    applyEvent({ client, me }, { type: 'conversation', conversation: turned, entries: [] });
    expect([listed(french), listed(disputes)]).toEqual([[['b']], [['b']]]);
  });

  test('adds to the thread that is open, and asks again what may be done where the owner changed', () => {
    const { client, me } = kept();
    client.setQueryData(queryKeys.detail('a'), opened([said(1)]));
    applyEvent({ client, me }, { type: 'conversation', conversation: claimed, entries: [said(2)] });
    const open = client.getQueryData<OpenConversation>(queryKeys.detail('a'));
    expect([open?.thread.length, open?.isBehind]).toEqual([2, true]);
  });

  test('of an erasure takes the conversation off every screen', () => {
    const { list, ...parts } = kept();
    parts.client.setQueryData(queryKeys.detail('a'), opened([said(1)]));
    applyEvent(parts, { type: 'gone', id: 'a' });
    expect(list('unassigned')).toEqual([[]]);
    expect(parts.client.getQueryData(queryKeys.detail('a'))).toBeUndefined();
  });

  test('of a resync loads everything again', () => {
    const { client, me } = kept();
    applyEvent({ client, me }, { type: 'resync' });
    expect(client.getQueryState(queryKeys.list('unassigned', ''))?.isInvalidated).toBe(true);
  });
});

describe('recent changes', () => {
  test('of a conversation that was erased are forgotten until it is told of anew', () => {
    const recent = createRecentChanges(5);
    for (const id of ['a', 'b']) recent.note({ conversation: summary(id), entries: [said(1)] });
    recent.forget('a');
    expect([recent.all().length, recent.of('a').length, recent.isForgotten('a'), recent.isForgotten('b')]).toEqual([1, 0, true, false]);
    recent.note({ conversation: summary('a'), entries: [] });
    expect(recent.isForgotten('a')).toBe(false);
  });
});

describe('a place', () => {
  test.each(['/desk', '/desk?queue=mine', '/desk/c/a%2Fb?queue=all', '/desk/wallboard', '/desk/audit'])(
    '%s is read as it was printed',
    (address) => {
      expect(printPlace(readPlace(new URL(address, 'http://desk.invalid')))).toBe(address);
    },
  );

  test('that makes no sense is the inbox', () => {
    expect(readPlace(new URL('/desk/c/%E0%A4%A?queue=none', 'http://desk.invalid'))).toEqual({
      page: 'inbox',
      queue: 'unassigned',
      conversation: undefined,
    });
  });
});

describe('drafts', () => {
  function storage() {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
      kept,
    };
  }

  test('outlive a reload, per conversation and mode', () => {
    const store = storage();
    createDrafts(store).write('a', 'reply', 'Bonjour');
    const again = createDrafts(store);
    expect([again.read('a', 'reply'), again.read('a', 'note'), again.read('b', 'reply')]).toEqual(['Bonjour', '', '']);
  });

  test('leave nothing on the machine when somebody signs out', () => {
    const store = storage();
    const drafts = createDrafts(store);
    drafts.write('a', 'note', 'secret');
    drafts.forget();
    expect([drafts.read('a', 'note'), store.kept.size]).toEqual(['', 0]);
  });

  test('of a conversation that was erased are gone, and no others', () => {
    const store = storage();
    const drafts = createDrafts(store);
    for (const mode of ['reply', 'note'] as const) drafts.write('a', mode, 'about a');
    drafts.write('b', 'reply', 'about b');
    drafts.forget('a');
    expect([drafts.read('a', 'reply'), drafts.read('a', 'note'), drafts.read('b', 'reply')]).toEqual(['', '', 'about b']);
    expect(JSON.stringify([...store.kept])).not.toContain('about a');
  });

  test('that somebody broke are none', () => {
    const store = storage();
    store.setItem('guichet.desk.drafts', '[["reply a"], 7, "x"');
    expect(createDrafts(store).read('a', 'reply')).toBe('');
  });
});
