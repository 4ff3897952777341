import { newCase } from '../../../handoff/new-case.ts';
import type { DeskChange, DeskStore } from '../../../store/desk-port.ts';
import { type DeskBrowser, openDesk } from '../../support/desk-browser.ts';
import { startPageApp } from '../../support/page-app.ts';
import { startRedis } from '../../support/redis-server.ts';
import { until } from '../../support/until.ts';
import { type FaultRun, roundedQuantile } from '../fault-run.ts';

const forms = { short: { open: 1_000, browsers: 10, messages: 20 }, long: { open: 10_000, browsers: 50, messages: 100 } };
const mostMs = 300;
const [pageId, psid] = ['1234567890', '7700000000000500'];

/** A conversation that waits in the queue. */
function waiting(index: number, now: Date): DeskChange {
  const since = new Date(now.getTime() - index * 10).toISOString();
  const { packet } = newCase({ reason: 'wish', now, recent: [] });
  const address = {
    door: 'messenger',
    channelId: 'facebook',
    from: { id: `${index}` },
    recipient: { id: pageId },
    conversation: { id: 'x' },
  };
  const shared = { reason: 'wish', skill: 'general', language: 'fr', channel: 'messenger', linked: false, unanswered: 1, promises: [] };
  const times = { waitingSince: since, openedAt: since, firstAnswerAt: null, lastInboundAt: since, snoozedUntil: null, quietUntil: null };
  const last = { at: since, by: 'customer', text: `bonjour ${index}` };
  const summary = {
    ...shared,
    ...times,
    owner: { kind: 'queue', token: 1 },
    status: 'open',
    urgency: 'normal',
    score: null,
    last,
    packet,
    address,
  };
  return { conversation: `facebook:load${index}`, version: 1, entries: [], summary: JSON.parse(JSON.stringify(summary)) };
}

async function fill(desk: DeskStore, open: number): Promise<void> {
  const now = new Date();
  for (let first = 0; first < open; first += 200)
    await Promise.all(Array.from({ length: Math.min(200, open - first) }, (_, index) => desk.apply(waiting(first + index, now))));
}

type Stream = ReturnType<DeskBrowser['follow']>;

/** How long until every browser has what was written. */
async function arrival(streams: readonly Stream[], text: string, startedAt: number): Promise<readonly number[]> {
  const shows = ({ events }: Stream): boolean =>
    events.some(
      (event) => event.type === 'conversation' && event.entries.some((entry) => entry.kind === 'customer' && entry.text === text),
    );
  return Promise.all(streams.map((stream) => until(async () => (shows(stream) ? performance.now() - startedAt : undefined))));
}

/** R19: thousands of open conversations, and browsers that follow all of them. */
export const deskLoad: FaultRun = {
  id: 'R19',
  title: 'the desk with thousands of open conversations and many browsers',
  goal: `a new message is on every screen within ${mostMs} ms at the 95th percentile, and none is missing`,
  async run(form) {
    const { open, browsers, messages } = forms[form];
    const redis = await startRedis();
    const environment = {
      REDIS_URL: redis.url,
      DESK: 'on',
      DESK_HOURS: 'Mon-Sun 00:00-24:00',
      DESK_HOLIDAYS: 'none',
      MOST_EVENTS_PER_CUSTOMER: '0',
    };
    const page = await startPageApp({ environment });
    try {
      await fill(page.app.foundation.store.desk, open);
      const alix = await openDesk(page.app.url, 'alix');
      await alix.available();
      await page.write('m_first', 'Je veux parler à un conseiller', psid);
      const id = page.app.foundation.keyOf({ channel: 'facebook', page: pageId, psid });
      await until(async () => ((await alix.list('?search=conseiller')).conversations.some((one) => one.id === id) ? true : undefined));
      const { lastEventId } = await alix.list();
      const streams = Array.from({ length: browsers }, () => alix.follow(lastEventId));
      await alix.post(`/desk/api/conversations/${encodeURIComponent(id)}/presence`, { reading: true });
      await until(async () => (streams.every(({ events }) => events.some((event) => event.type === 'reading')) ? true : undefined));
      const took: number[] = [];
      for (let index = 0; index < messages; index += 1) {
        const [startedAt, text] = [performance.now(), `message ${index}`];
        await page.write(`m_${index}`, text, psid);
        took.push(...(await arrival(streams, text, startedAt)));
        await alix.post(`/desk/api/conversations/${encodeURIComponent(id)}/presence`, { reading: true });
      }
      for (const stream of streams) stream.stop();
      const p95 = roundedQuantile(took, 0.95);
      return {
        figures: { 'open conversations': open, browsers, arrivals: took.length, 'p50 ms': roundedQuantile(took, 0.5), 'p95 ms': p95 },
        violations: p95 > mostMs ? [`${p95} ms at the 95th percentile`] : [],
      };
    } finally {
      await page.stop();
      await redis.stop();
    }
  },
};
