import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultStoreTimes } from '../../store/port.ts';
import type { StubAnswer } from '../support/graph-api-plan.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { until } from '../support/until.ts';

const timeoutMs = 120_000;

/** Short, so that a test need not wait for what customers are spared. */
const sendTimes = { timeoutMs: 800, silentMs: 200, stoppedMs: 500, waitMs: 1_500, resumedWaitMs: 200 };
const storeTimes = { ...defaultStoreTimes, leaseMs: 1_000 };

let page: PageApp;

afterEach(() => page.stop());

async function start(echoes: boolean): Promise<void> {
  page = await startPageApp({ echoes, sendTimes, storeTimes });
}

async function answers(count: number): Promise<readonly string[]> {
  return until(async () => (page.texts().length >= count ? page.texts() : undefined));
}

/** Which of three questions a text answers. */
function kindsOf(texts: readonly string[]): readonly string[] {
  const kinds = ['automated assistant', 'welcome', 'Goodbye'];
  return texts.map((text) => kinds.find((kind) => text.includes(kind)) ?? text);
}

describe('Messenger away while a customer writes', () => {
  const broken: readonly (readonly [string, StubAnswer])[] = [
    ['answers with errors', { kind: 'raw', status: 503, body: 'Service Unavailable' }],
    ['takes calls and never answers', { kind: 'hang', taken: false }],
  ];

  async function writeThree(): Promise<void> {
    expect([await page.write('m_1', 'hello'), await page.write('m_2', 'thanks'), await page.write('m_3', 'goodbye')]).toEqual([
      200, 200, 200,
    ]);
  }

  test.each(broken)(
    'and %s: every reply arrives afterwards, once and in order, and the sign was tried at once',
    async (_how, answer) => {
      await start(true);
      page.graph.follow(() => answer);
      await writeThree();
      await until(async () => page.graph.calls.filter(({ json }) => JSON.stringify(json).includes('"message"')).length >= 2 || undefined);
      expect(JSON.stringify(page.graph.calls.slice(0, 2).map(({ json }) => json))).toContain('typing_on');
      expect(page.texts()).toEqual([]);
      page.graph.follow(undefined);
      await answers(3);
      expect(await page.write('m_end', 'thanks')).toBe(200);
      expect(kindsOf(await answers(4))).toEqual(['automated assistant', 'welcome', 'Goodbye', 'welcome']);
    },
    timeoutMs,
  );

  test(
    'and refuses connections: every reply arrives afterwards, once and in order',
    async () => {
      await start(true);
      await page.graph.goAway();
      await writeThree();
      await page.graph.comeBack();
      await answers(3);
      expect(await page.write('m_end', 'thanks')).toBe(200);
      expect(kindsOf(await answers(4))).toEqual(['automated assistant', 'welcome', 'Goodbye', 'welcome']);
    },
    timeoutMs,
  );
});

describe('a message that arrived, and whose answer did not', () => {
  const lost: readonly (readonly [string, StubAnswer])[] = [
    ['the connection broke', { kind: 'reset' }],
    ['it was an error', { kind: 'error', code: 2, status: 500, taken: true }],
    ['it came too late', { kind: 'ok', afterMs: 1_600 }],
  ];

  test.each(lost)(
    'because %s: is not sent again where its echo comes',
    async (_why, answer) => {
      await start(true);
      page.graph.answerNextMessages(answer);
      expect([await page.write('m_1', 'hello'), await page.write('m_2', 'thanks')]).toEqual([200, 200]);
      expect(kindsOf(await answers(2))).toEqual(['automated assistant', 'welcome']);
    },
    timeoutMs,
  );

  test(
    'is sent once more at most where no echo comes, under the same id',
    async () => {
      await start(false);
      page.graph.answerNextMessages({ kind: 'reset' });
      expect([await page.write('m_1', 'hello'), await page.write('m_2', 'thanks')]).toEqual([200, 200]);
      expect(kindsOf(await answers(3))).toEqual(['automated assistant', 'automated assistant', 'welcome']);
      const [first, second] = page.graph.messages;
      expect(first?.metadata).toBe(second?.metadata);
    },
    timeoutMs,
  );
});
