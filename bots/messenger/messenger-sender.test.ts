import { describe, expect, test } from '@jest/globals';
import { createMessengerSender } from './messenger-sender.ts';
import type { SendBody } from './send-body.ts';
import type { SendFailure, SendOutcome } from './send-outcome.ts';

const sent: SendOutcome = { outcome: 'sent', messageId: 'm_1' };
const failure = (change: Partial<SendFailure>): SendFailure => ({
  outcome: 'failed',
  action: 'never',
  reason: 'bad_request',
  scope: 'message',
  alarm: false,
  ...change,
});

function world(...outcomes: readonly SendOutcome[]) {
  const log: string[] = [];
  const left = [...outcomes];
  const alarms: SendFailure[] = [];
  const sendApi = {
    async send(_psid: string, body: SendBody, { metadata }: { readonly metadata: string }): Promise<SendOutcome> {
      const name = 'text' in body ? body.text : body.attachment.payload.template_type;
      log.push(`begin ${name} ${metadata}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`end ${name}`);
      return left.shift() ?? sent;
    },
  };
  const sender = createMessengerSender({ sendApi, onAlarm: (alarm) => void alarms.push(alarm) });
  return { sender, log, alarms, onSent: async (index: number) => void log.push(`sent ${index}`) };
}

const reply = (text: string) => ({ body: { text }, metadata: `id-${text}` });

describe('createMessengerSender', () => {
  test('sends one after the other and tells after each', async () => {
    const { sender, log, onSent } = world();
    expect(await sender.deliver('1', [reply('a'), reply('b')], { onSent })).toEqual({ outcome: 'done', lost: [] });
    expect(log).toEqual(['begin a id-a', 'end a', 'sent 0', 'begin b id-b', 'end b', 'sent 1']);
  });

  test('goes on after a reply that Meta refuses for itself', async () => {
    const refused = failure({ alarm: true });
    const { sender, log, alarms } = world(refused, sent);
    expect(await sender.deliver('1', [reply('a'), reply('b')])).toEqual({ outcome: 'done', lost: [refused] });
    expect(log).toContain('end b');
    expect(alarms).toEqual([refused]);
  });

  test('gives up the rest where the person cannot be reached', async () => {
    const gone = failure({ reason: 'person_unavailable', scope: 'person' });
    const { sender, log } = world(gone);
    expect(await sender.deliver('1', [reply('a'), reply('b')])).toEqual({ outcome: 'done', lost: [gone] });
    expect(log).not.toContain('begin b id-b');
  });

  test('pauses where it is to be tried later, at the reply that has not left', async () => {
    const wait = failure({ action: 'wait', scope: 'page', afterMs: 60_000 });
    const { sender, log, onSent } = world(sent, wait);
    expect(await sender.deliver('1', [reply('a'), reply('b'), reply('c')], { onSent })).toEqual({
      outcome: 'paused',
      next: 1,
      because: wait,
    });
    expect(log).not.toContain('sent 1');
  });

  test('leaves behind what may have been sent', async () => {
    const unknown: SendOutcome = { outcome: 'unknown', reason: 'timeout' };
    const { sender, log, onSent } = world(unknown);
    expect(await sender.deliver('1', [reply('a'), reply('b')], { onSent })).toEqual({ outcome: 'unknown', next: 1, because: unknown });
    expect(log).toEqual(['begin a id-a', 'end a', 'sent 0']);
  });

  test('says a receipt in words where its template is refused', async () => {
    const blocked = failure({ action: 'plainer', reason: 'feature_blocked_in_region', code: 10, subcode: 2018336 });
    const { sender, log, onSent } = world(blocked);
    const receipt = { ...reply('template'), plain: [{ text: 'words' }, { text: 'more' }] };
    expect(await sender.deliver('1', [receipt], { onSent })).toEqual({ outcome: 'done', lost: [] });
    expect(log.filter((line) => line.startsWith('begin'))).toEqual([
      'begin template id-template',
      'begin words id-template',
      'begin more id-template',
    ]);
    expect(log.at(-1)).toBe('sent 0');
  });

  test('counts as lost what has no words', async () => {
    const blocked = failure({ action: 'plainer' });
    const { sender } = world(blocked);
    expect(await sender.deliver('1', [reply('a')])).toEqual({ outcome: 'done', lost: [blocked] });
  });

  test('stops the Page for everybody and calls somebody once the token is dead', async () => {
    const dead = failure({ action: 'stop_page', reason: 'token_invalid', scope: 'page', alarm: true });
    const { sender, log, alarms } = world(dead);
    expect(sender.stopped).toBe(false);
    expect(await sender.deliver('1', [reply('a')])).toEqual({ outcome: 'paused', next: 0, because: dead });
    expect(sender.stopped).toBe(true);
    expect(await sender.deliver('2', [reply('b')])).toMatchObject({ outcome: 'paused', next: 0, because: { reason: 'page_stopped' } });
    expect(log).not.toContain('begin b id-b');
    expect(alarms).toEqual([dead]);
  });
});
