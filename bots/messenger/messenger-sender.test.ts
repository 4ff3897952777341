import { describe, expect, test } from '@jest/globals';
import { longestTroubleMs } from '../patience.ts';
import { createMessengerSender, type OutboxEntry } from './messenger-sender.ts';
import type { OutboxControl } from './outbox-control.ts';
import type { OutboxReply } from './outbox-reply.ts';
import type { SendBody } from './send-body.ts';
import type { SendFailure, SendOutcome, SendUnknown } from './send-outcome.ts';
import { defaultSendTimes } from './send-times.ts';
import type { ThreadOutcome } from './thread-request.ts';

const sent: SendOutcome = { outcome: 'sent', messageId: 'm_1' };
const unknown: SendUnknown = { outcome: 'unknown', reason: 'timeout' };
const failure = (change: Partial<SendFailure>): SendFailure => ({
  outcome: 'failed',
  action: 'never',
  reason: 'bad_request',
  scope: 'message',
  alarm: false,
  ...change,
});
const refusedPage = failure({ action: 'stop_page', reason: 'token_invalid', scope: 'page', alarm: true });
const unreachable = failure({ action: 'retry', reason: 'unreachable', scope: 'page' });
const blocked = failure({ action: 'plainer', reason: 'feature_blocked_in_region', code: 10, subcode: 2018336 });

interface Scene {
  /** What comes of the sendings, in order; all is well after them. */
  readonly outcomes?: readonly SendOutcome[];
  /** The same of calls that move the thread. */
  readonly routed?: readonly ThreadOutcome[];
  /** After how many milliseconds of waiting in all each echo is there. */
  readonly echoes?: Readonly<Record<string, number>>;
  readonly tellsEchoes?: boolean;
  readonly resumed?: boolean;
  /** How often the conversation can be renewed; then another worker has it. */
  readonly renewals?: number;
  /** From which step on another worker has it. */
  readonly staleAt?: number;
  /** What the jitter gets, 0 to 1. */
  readonly random?: number;
}

function world(scene: Scene = {}) {
  const { outcomes = [], echoes = {}, tellsEchoes = true, resumed = false, renewals = 9, staleAt = 9, random = 0, routed = [] } = scene;
  /** What happened, in order, without the waiting. */
  const log: string[] = [];
  const left = [...outcomes];
  const controls = [...routed];
  const alarms: SendFailure[] = [];
  const clock = { at: 0, waited: 0 };
  const asked: string[] = [];
  const waits = new AbortController();
  let renewalsLeft = renewals;
  const sendApi = {
    waiting: waits.signal,
    async send(_psid: string, body: SendBody, { metadata }: { readonly metadata: string }): Promise<SendOutcome> {
      const name = 'text' in body ? body.text : body.attachment.payload.template_type;
      log.push(`begin ${name} ${metadata}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`end ${name}`);
      return left.shift() ?? sent;
    },
    async control(_psid: string, { control }: OutboxControl): Promise<ThreadOutcome> {
      log.push(`begin ${control.call}`);
      return controls.shift() ?? { outcome: 'sent' };
    },
  };
  const sender = createMessengerSender({
    sendApi,
    echoes: tellsEchoes ? defaultSendTimes : undefined,
    onAlarm: (alarm) => void alarms.push(alarm),
    ticks: () => clock.at,
    random: () => random,
    async pause(ms, signal) {
      signal.throwIfAborted();
      clock.at += ms;
      clock.waited += ms;
    },
  });
  const holder = {
    resumed,
    onSent: async (index: number) => {
      log.push(`sent ${index}`);
      return index >= staleAt ? ('stale' as const) : ('ok' as const);
    },
    async wasEchoed(sendId: string) {
      asked.push(sendId);
      return clock.waited >= (echoes[sendId] ?? Number.POSITIVE_INFINITY);
    },
    onDoubt: async () => void log.push('doubt'),
    onHolder: async (app: string | null, token: number) => void log.push(`holder ${app} ${token}`),
    async renew() {
      asked.push('renew');
      renewalsLeft -= 1;
      return renewalsLeft < 0 ? ('stale' as const) : ('ok' as const);
    },
  };
  const deliver = (...replies: readonly OutboxEntry[]) => sender.deliver('1', replies, holder);
  const begun = (): string[] => log.filter((line) => line.startsWith('begin')).map((line) => line.slice('begin '.length));
  return { sender, log, begun, asked, alarms, clock, waits, deliver };
}

const reply = (text: string): OutboxReply => ({ body: { text }, metadata: `id-${text}` });
const done = { outcome: 'done', lost: [], unconfirmed: [] };

describe('createMessengerSender', () => {
  test('sends one after the other and tells after each', async () => {
    const { log, asked, deliver } = world();
    expect(await deliver(reply('a'), reply('b'))).toEqual(done);
    expect(log).toEqual(['begin a id-a', 'end a', 'sent 0', 'begin b id-b', 'end b', 'sent 1']);
    // The store is asked nothing while all goes well.
    expect(asked).toEqual([]);
  });

  test('goes on after a reply that Meta refuses for itself', async () => {
    const refused = failure({ alarm: true });
    const { log, alarms, deliver } = world({ outcomes: [refused] });
    expect(await deliver(reply('a'), reply('b'))).toEqual({ ...done, lost: [refused] });
    expect(log).toContain('end b');
    expect(alarms).toEqual([refused]);
  });

  test('gives up the rest where the person cannot be reached', async () => {
    const gone = failure({ reason: 'person_unavailable', scope: 'person' });
    const { begun, deliver } = world({ outcomes: [gone] });
    expect(await deliver(reply('a'), reply('b'))).toEqual({ ...done, lost: [gone] });
    expect(begun()).toEqual(['a id-a']);
  });

  test('pauses where it is to be tried later, at the reply that has not left', async () => {
    const wait = failure({ action: 'wait', scope: 'page', afterMs: 60_000 });
    const { log, deliver } = world({ outcomes: [sent, wait] });
    expect(await deliver(reply('a'), reply('b'), reply('c'))).toEqual({ outcome: 'paused', next: 1, because: wait });
    expect(log.at(-1)).toBe('end b');
  });

  test('sends nothing more once another worker has taken over', async () => {
    const { begun, deliver } = world({ staleAt: 0 });
    expect(await deliver(reply('a'), reply('b'))).toEqual({ outcome: 'stale' });
    expect(begun()).toEqual(['a id-a']);
  });

  test('says a receipt in words where its template is refused, each part under an id of its own', async () => {
    const { begun, log, deliver } = world({ outcomes: [blocked] });
    expect(await deliver({ ...reply('template'), plain: [{ text: 'words' }, { text: 'more' }] })).toEqual(done);
    expect(begun()).toEqual(['template id-template', 'words id-template.1', 'more id-template.2']);
    expect(log.at(-1)).toBe('sent 0');
  });

  test('counts as lost what has no words', async () => {
    const { deliver } = world({ outcomes: [blocked] });
    expect(await deliver(reply('a'))).toEqual({ ...done, lost: [blocked] });
  });
});

describe('a reply that nobody confirmed', () => {
  test('has left where its echo comes, and the next one follows it', async () => {
    const { log, clock, deliver } = world({ outcomes: [unknown], echoes: { 'id-a': 700 } });
    expect(await deliver(reply('a'), reply('b'))).toEqual(done);
    expect(log).toEqual(['begin a id-a', 'end a', 'sent 0', 'begin b id-b', 'end b', 'sent 1']);
    expect(clock.waited).toBe(700);
  });

  test('needs no waiting where the echo was there before the answer failed', async () => {
    const { begun, clock, deliver } = world({ outcomes: [unknown], echoes: { 'id-a': 0 } });
    expect(await deliver(reply('a'))).toEqual(done);
    expect([begun(), clock.waited]).toEqual([['a id-a'], 0]);
  });

  test('is sent again under the same id where no echo comes', async () => {
    const { begun, clock, deliver } = world({ outcomes: [unknown] });
    expect(await deliver(reply('a'), reply('b'))).toEqual(done);
    expect([begun(), clock.waited]).toEqual([['a id-a', 'a id-a', 'b id-b'], 15_000]);
  });

  test('are not all sent again at the same moment where Meta left all of them unanswered', async () => {
    const { begun, clock, deliver } = world({ outcomes: [unknown], random: 1 });
    expect(await deliver(reply('a'))).toEqual(done);
    expect([begun(), clock.waited]).toEqual([['a id-a', 'a id-a'], 18_750]);
  });

  test('is settled by an echo that comes after it was sent again', async () => {
    const { begun, deliver } = world({ outcomes: [unknown, unknown], echoes: { 'id-a': 16_000 } });
    expect(await deliver(reply('a'))).toEqual(done);
    expect(begun()).toEqual(['a id-a', 'a id-a']);
  });

  test('is sent three times at most, and waits in the outbox then', async () => {
    const { begun, log, deliver } = world({ outcomes: [unknown, unknown, unknown] });
    expect(await deliver(reply('a'), reply('b'))).toEqual({ outcome: 'paused', next: 0, because: unknown });
    expect(begun()).toEqual(['a id-a', 'a id-a', 'a id-a']);
    expect(log).not.toContain('sent 0');
  });

  test('is not sent again by one whom another worker has replaced meanwhile', async () => {
    const { begun, deliver } = world({ outcomes: [unknown], renewals: 0 });
    expect(await deliver(reply('a'))).toEqual({ outcome: 'stale' });
    expect(begun()).toEqual(['a id-a']);
  });

  test('is never sent again where it is to be sent once', async () => {
    const { begun, clock, deliver } = world({ outcomes: [unknown] });
    expect(await deliver({ ...reply('a'), once: true }, reply('b'))).toEqual({ ...done, unconfirmed: [unknown] });
    expect([begun(), clock.waited]).toEqual([['a id-a', 'b id-b'], 15_000]);
  });

  test('counts as sent where the Page tells of no echoes', async () => {
    const { log, clock, deliver } = world({ outcomes: [unknown], tellsEchoes: false });
    expect(await deliver(reply('a'), reply('b'))).toEqual({ ...done, unconfirmed: [unknown] });
    expect(log).toEqual(['begin a id-a', 'end a', 'sent 0', 'begin b id-b', 'end b', 'sent 1']);
    expect(clock.waited).toBe(0);
  });

  test('is left to the outbox where waiting has ended', async () => {
    const { begun, waits, deliver } = world({ outcomes: [unknown] });
    waits.abort();
    expect(await deliver(reply('a'), reply('b'))).toEqual({ outcome: 'paused', next: 0, because: unknown });
    expect(begun()).toEqual(['a id-a']);
  });

  test('in plain words is settled part by part', async () => {
    const { begun, deliver } = world({ outcomes: [blocked, sent, unknown], echoes: { 'id-template.1': 0 } });
    expect(await deliver({ ...reply('template'), plain: [{ text: 'words' }, { text: 'more' }] })).toEqual(done);
    expect(begun()).toEqual(['template id-template', 'words id-template.1', 'more id-template.2', 'more id-template.2']);
  });
});

describe('a reply on which Meta fails again and again', () => {
  const putOff = failure({ action: 'retry', reason: 'temporary_failure', code: 1_200 });

  test('is given up after ten minutes, somebody is called, and those behind it leave', async () => {
    const { begun, alarms, clock, deliver } = world({ outcomes: Array.from({ length: 11 }, () => putOff) });
    for (let minutes = 0; minutes < 10; minutes += 1) {
      expect(await deliver(reply('a'), reply('b'))).toEqual({ outcome: 'paused', next: 0, because: putOff });
      clock.at += longestTroubleMs / 10;
    }
    const lost = { ...putOff, action: 'never', reason: 'given_up', alarm: true };
    expect(await deliver(reply('a'), reply('b'))).toEqual({ ...done, lost: [lost] });
    expect([begun().at(-1), alarms]).toEqual(['b id-b', [lost]]);
  });

  test('is given up after a few rounds where that is all its error is worth', async () => {
    const temporary = failure({ action: 'retry', reason: 'temporary_failure', code: 1200, mostRounds: 3 });
    const { begun, alarms, deliver } = world({ outcomes: [temporary, temporary, temporary] });
    expect(await deliver(reply('a'), reply('b'))).toMatchObject({ outcome: 'paused', next: 0 });
    expect(await deliver(reply('a'), reply('b'))).toMatchObject({ outcome: 'paused', next: 0 });
    expect(await deliver(reply('a'), reply('b'))).toMatchObject({ outcome: 'done', lost: [{ reason: 'given_up', code: 1200 }] });
    expect([begun().at(-1), alarms.length]).toEqual(['b id-b', 1]);
  });

  test('is not given up for what it shares with all others', async () => {
    const { clock, deliver } = world({ outcomes: Array.from({ length: 20 }, () => unreachable) });
    for (let rounds = 0; rounds < 20; rounds += 1) {
      expect(await deliver(reply('a'))).toMatchObject({ outcome: 'paused' });
      clock.at += longestTroubleMs;
    }
    expect(await deliver(reply('a'))).toEqual(done);
  });

  test('begins anew once it has left', async () => {
    const { clock, deliver } = world({ outcomes: [putOff, sent, putOff] });
    await deliver(reply('a'));
    expect(await deliver(reply('a'))).toEqual(done);
    clock.at += longestTroubleMs;
    expect(await deliver(reply('a'))).toMatchObject({ outcome: 'paused' });
  });
});

describe('replies that waited in the outbox', () => {
  test('are not looked for while the Page rests', async () => {
    const { asked, deliver } = world({ resumed: true, outcomes: [refusedPage] });
    await deliver(reply('a'));
    asked.length = 0;
    expect(await deliver(reply('a'))).toMatchObject({ outcome: 'paused', because: { reason: 'page_stopped' } });
    expect(asked).toEqual([]);
  });

  test('are not sent where the echo of the first one is there', async () => {
    const { log, deliver } = world({ resumed: true, echoes: { 'id-a': 0 } });
    expect(await deliver(reply('a'), reply('b'))).toEqual(done);
    expect(log).toEqual(['sent 0', 'begin b id-b', 'end b', 'sent 1']);
  });

  test('give the echo of the first one a moment, and the others none', async () => {
    const { begun, clock, deliver } = world({ resumed: true, echoes: { 'id-b': 0 } });
    expect(await deliver(reply('a'), reply('b'))).toEqual(done);
    expect([begun(), clock.waited]).toEqual([['a id-a', 'b id-b'], 2_000]);
  });

  test('go on in the middle of plain words', async () => {
    const { begun, deliver } = world({ resumed: true, outcomes: [blocked], echoes: { 'id-template.1': 0 } });
    expect(await deliver({ ...reply('template'), plain: [{ text: 'words' }, { text: 'more' }] })).toEqual(done);
    expect(begun()).toEqual(['template id-template', 'more id-template.2']);
  });

  test('are not sent by the process that knows that they have left', async () => {
    const { begun, asked, deliver } = world({ resumed: true });
    await deliver(reply('a'));
    asked.length = 0;
    expect(await deliver(reply('a'), reply('b'))).toEqual(done);
    expect([begun(), asked]).toEqual([['a id-a', 'b id-b'], []]);
  });

  test('give their echo the whole time where this process may have sent them just now', async () => {
    const { begun, clock, deliver } = world({
      resumed: true,
      outcomes: Array.from({ length: 5 }, () => unknown),
      echoes: { 'id-b': 70_000 },
    });
    await deliver(reply('a'));
    expect(await deliver(reply('b'))).toMatchObject({ outcome: 'paused', because: { reason: 'page_silent' } });
    const before = begun().length;
    // Sending rested before the second sending of `b` could be waited for.
    clock.at += defaultSendTimes.silentMs;
    expect(clock.waited).toBeLessThan(68_000);
    expect(await deliver(reply('b'))).toEqual(done);
    expect(begun()).toHaveLength(before);
  });

  test('are sent at once where the Page tells of no echoes', async () => {
    const { begun, clock, deliver } = world({ resumed: true, tellsEchoes: false });
    expect(await deliver(reply('a'))).toEqual(done);
    expect([begun(), clock.waited]).toEqual([['a id-a'], 0]);
  });
});

describe('a Page whose token is dead', () => {
  test('sends nothing to anybody, and calls somebody once', async () => {
    const { sender, begun, alarms, deliver } = world({ outcomes: [refusedPage] });
    expect(await deliver(reply('a'))).toEqual({ outcome: 'paused', next: 0, because: refusedPage });
    expect([sender.stopped, sender.resting]).toEqual([true, true]);
    expect(await deliver(reply('b'))).toMatchObject({ outcome: 'paused', next: 0, because: { reason: 'page_stopped', alarm: false } });
    expect(begun()).toEqual(['a id-a']);
    expect(alarms).toEqual([refusedPage]);
  });

  test('tries a waiting reply once a minute, and goes on by itself when it is mended', async () => {
    const { sender, begun, alarms, clock, deliver } = world({ outcomes: [refusedPage, refusedPage] });
    for (let seconds = 0; seconds < 120; seconds += 1) {
      await deliver(reply('a'));
      clock.at += 1_000;
    }
    expect(begun()).toEqual(['a id-a', 'a id-a']);
    expect(await deliver(reply('a'), reply('b'))).toEqual(done);
    expect(begun().slice(2)).toEqual(['a id-a', 'b id-b']);
    expect([sender.stopped, alarms.length]).toEqual([false, 1]);
  });
});

describe('a Meta that does not answer', () => {
  test('holds up nobody who would wait in vain', async () => {
    const { begun, clock, deliver } = world({ outcomes: Array.from({ length: 5 }, () => unknown) });
    expect(await deliver(reply('a'))).toMatchObject({ outcome: 'paused', because: unknown });
    expect(clock.waited).toBe(45_000);
    expect(await deliver(reply('b'))).toMatchObject({ outcome: 'paused', because: { reason: 'page_silent' } });
    // The first try of `b` was still waited for; with the second one Meta counted as silent.
    expect([begun().length, clock.waited]).toEqual([5, 60_000]);
  });

  test('is left in peace for a moment, and nobody is called', async () => {
    const { sender, begun, clock, alarms, deliver } = world({ outcomes: Array.from({ length: 5 }, () => unreachable) });
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      expect(await deliver(reply(name))).toEqual({ outcome: 'paused', next: 0, because: unreachable });
    expect(await deliver(reply('f'))).toMatchObject({ outcome: 'paused', next: 0, because: { reason: 'page_silent' } });
    expect([begun().length, sender.resting, sender.stopped, alarms.length]).toEqual([5, true, false, 0]);
    clock.at += defaultSendTimes.silentMs;
    expect([await deliver(reply('f')), await deliver(reply('g'))]).toEqual([done, done]);
    expect(sender.resting).toBe(false);
  });
});

describe('calls that move the thread', () => {
  const call = (name: OutboxControl['control']['call']): OutboxControl => ({ control: { call: name, token: 4 }, metadata: `id-${name}` });
  const elsewhere = failure({ reason: 'thread_owned_elsewhere', scope: 'person' });
  const steps = (log: readonly string[]): string[] =>
    log.filter((line) => !line.startsWith('end')).map((line) => line.replace(/ id-.*/, ''));

  test('leave in their place among the messages', async () => {
    const { log, deliver } = world();
    await deliver(call('take_thread_control'), reply('hello'), call('release_thread_control'));
    expect(steps(log)).toEqual(['begin take_thread_control', 'sent 0', 'begin hello', 'sent 1', 'begin release_thread_control', 'sent 2']);
  });

  test('end the rest where a thread is not to be had, and raise a doubt', async () => {
    for (const refused of [elsewhere, failure({ reason: 'unlisted_error' })]) {
      const { log, deliver } = world({ routed: [refused] });
      expect(await deliver(call('take_thread_control'), reply('hello'))).toMatchObject({ outcome: 'done', lost: [refused] });
      expect(steps(log)).toEqual(['begin take_thread_control', 'doubt', 'sent 0']);
    }
  });

  test('are made again where nobody has confirmed them, and given up in the end', async () => {
    const { log, clock, deliver } = world({ routed: Array.from({ length: 99 }, () => unknown) });
    expect(await deliver(call('release_thread_control'))).toMatchObject({ outcome: 'paused', next: 0 });
    clock.at += longestTroubleMs + 1;
    await deliver(reply('meanwhile'));
    expect(await deliver(call('release_thread_control'))).toMatchObject({ outcome: 'done', lost: [{ reason: 'given_up' }] });
    expect(log).not.toContain('doubt');
  });

  test('tell who holds the thread before they count as done', async () => {
    const { log, deliver } = world({
      routed: [
        { outcome: 'sent', holder: '99' },
        { outcome: 'sent', holder: null },
      ],
    });
    await deliver(call('thread_owner'));
    await deliver(call('thread_owner'));
    expect(log).toEqual(['begin thread_owner', 'holder 99 4', 'sent 0', 'begin thread_owner', 'holder null 4', 'sent 0']);
  });

  test('a message that another app was in the way of raises a doubt, too', async () => {
    const { log, deliver } = world({ outcomes: [elsewhere] });
    await deliver(reply('hello'), reply('more'));
    expect(steps(log)).toEqual(['begin hello', 'doubt', 'sent 0']);
  });
});
