import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLog } from '../../bots/log.ts';
import { defaultStoreTimes } from '../../store/port.ts';
import type { StubAnswer } from '../support/graph-api-plan.ts';
import type { TakenMessage } from '../support/graph-api-stub.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { until } from '../support/until.ts';

const timeoutMs = 120_000;

/** Short, so that a test need not wait for what customers are spared. */
const sendTimes = { timeoutMs: 800, silentMs: 200, stoppedMs: 500, waitMs: 1_500, resumedWaitMs: 200 };
const storeTimes = { ...defaultStoreTimes, leaseMs: 1_000 };

let page: PageApp;
let customers = 0;

/** Somebody who has not written before. */
function newCustomer() {
  const psid = String(7_000_000_000 + (customers += 1));
  const got = (): readonly TakenMessage[] => page.graph.messages.filter((message) => message.psid === psid);
  return {
    async writes(...texts: readonly string[]): Promise<void> {
      for (const [index, text] of texts.entries()) expect(await page.write(`m_${psid}_${text}_${index}`, text, psid)).toBe(200);
    },
    /** What they have got, once it is so many: which of three questions each message answers. */
    async answers(count: number): Promise<readonly string[]> {
      const messages = await until(async () => (got().length >= count ? got() : undefined));
      const kinds = ['automated assistant', 'welcome', 'Goodbye'];
      return messages.map(({ text }) => kinds.find((kind) => text.includes(kind)) ?? text);
    },
    got,
    tries: () => page.graph.calls.map(({ json }) => JSON.stringify(json)).filter((call) => call.includes(psid)),
  };
}

describe('a Page that tells of echoes', () => {
  let logged = '';
  beforeAll(async () => {
    const log = createLog('warn', { write: (line: string) => void (logged += line) });
    page = await startPageApp({ echoes: true, sendTimes, storeTimes, log });
  }, timeoutMs);
  afterAll(() => page.stop());

  const broken: readonly (readonly [string, StubAnswer])[] = [
    ['answers with errors', { kind: 'raw', status: 503, body: 'Service Unavailable' }],
    ['takes calls and never answers', { kind: 'hang', taken: false }],
  ];

  test.each(broken)(
    'while Meta %s: shows the sign at once, and every reply arrives afterwards, once and in order',
    async (_how, answer) => {
      const { writes, tries, got, answers } = newCustomer();
      page.graph.follow(() => answer);
      await writes('hello', 'thanks', 'goodbye');
      await until(async () => tries().some((call) => call.includes('"message"')) || undefined);
      expect(tries().slice(0, 2).join()).toContain('typing_on');
      expect(got()).toEqual([]);
      page.graph.follow(undefined);
      await answers(3);
      await writes('thanks');
      expect(await answers(4)).toEqual(['automated assistant', 'welcome', 'Goodbye', 'welcome']);
    },
    timeoutMs,
  );

  test(
    'while Meta refuses connections: every reply arrives afterwards, once and in order',
    async () => {
      const { writes, answers } = newCustomer();
      await page.graph.goAway();
      await writes('hello', 'thanks', 'goodbye');
      await until(async () => logged.includes('unreachable') || undefined);
      await page.graph.comeBack();
      await answers(3);
      await writes('thanks');
      expect(await answers(4)).toEqual(['automated assistant', 'welcome', 'Goodbye', 'welcome']);
    },
    timeoutMs,
  );

  const lost: readonly (readonly [string, StubAnswer])[] = [
    ['the connection broke', { kind: 'reset' }],
    ['it was an error', { kind: 'error', code: 2, status: 500, taken: true }],
    ['it came too late', { kind: 'ok', afterMs: 1_600 }],
  ];

  test.each(lost)(
    'does not repeat a message that arrived and whose answer did not, because %s',
    async (_why, answer) => {
      const { writes, answers } = newCustomer();
      page.graph.answerNextMessages(answer);
      await writes('hello', 'thanks');
      expect(await answers(2)).toEqual(['automated assistant', 'welcome']);
    },
    timeoutMs,
  );
});

describe('a Page that ought to tell of echoes and does not', () => {
  beforeAll(async () => {
    page = await startPageApp({ echoes: false, sendTimes, storeTimes });
  }, timeoutMs);
  afterAll(() => page.stop());

  test(
    'repeats a message whose answer did not come once, under the same id, before the next one',
    async () => {
      const { writes, got, answers } = newCustomer();
      page.graph.answerNextMessages({ kind: 'reset' });
      await writes('hello', 'thanks');
      expect(await answers(3)).toEqual(['automated assistant', 'automated assistant', 'welcome']);
      expect(new Set(got().map(({ metadata }) => metadata)).size).toBe(2);
    },
    timeoutMs,
  );
});
