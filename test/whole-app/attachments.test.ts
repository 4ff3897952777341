import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditSchema } from '../../desk/api/reports.ts';
import { type DeskBrowser, openDesk } from '../support/desk-browser.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { type StubServer, startStubServer } from '../support/stub-server.ts';
import { until } from '../support/until.ts';

const psid = '7700000000000001';
const png = '\x89PNG\r\n\x1a\n0000 the picture';
let page: PageApp;
let alix: DeskBrowser;
let denis: DeskBrowser;
let media: StubServer;
let id: string;

beforeAll(async () => {
  media = await startStubServer(({ path }) => {
    if (path === '/big.png') return { text: `${png}${'x'.repeat(6 * 1024 * 1024)}` };
    if (path === '/page.png') return { text: '<html><script>alert(1)</script>' };
    if (path === '/elsewhere.png') return { status: 302, headers: { location: 'http://127.0.0.1:1/secret' } };
    return path === '/picture.png' ? { raw: (response) => void response.end(Buffer.from(png, 'latin1')) } : { status: 404 };
  });
  page = await startPageApp({
    environment: {
      DESK: 'on',
      DESK_HOURS: 'Mon-Sun 00:00-24:00',
      DESK_HOLIDAYS: 'none',
      MESSENGER_MEDIA_HOSTS: '127.0.0.1',
    },
  });
  [alix, denis] = await Promise.all([openDesk(page.app.url, 'alix'), openDesk(page.app.url, 'denis')]);
  await alix.available();
  id = page.app.foundation.keyOf({ channel: 'facebook', page: '1234567890', psid });
  await page.write('m_1', 'Je veux parler à un conseiller');
  await until(async () => ((await alix.list()).conversations.some((one) => one.id === id) ? true : undefined));
}, 300_000);
afterAll(async () => {
  await page.stop();
  await media.close();
});

/** What the customer sends, and the entry that it becomes at the desk. */
async function sends(mid: string, ...attachments: readonly object[]) {
  const message = { mid, attachments };
  const before = (await alix.detail(id)).thread.length;
  await page.deliver({ sender: { id: psid }, recipient: { id: '1234567890' }, timestamp: Date.now(), message });
  return until(async () => (await alix.detail(id)).thread.slice(before).find((entry) => entry.kind === 'customer'));
}

const file = (type: string, path: string) => ({ type, payload: { url: `${media.url}${path}` } });
const at = (name: string, conversation = id): string => `/desk/api/conversations/${encodeURIComponent(conversation)}/attachments/${name}`;

test('what a customer sends is shown as what it is, and no browser is told where it lies', async () => {
  const place = { type: 'location', payload: { coordinates: { lat: 48.8566, long: 2.3522 } } };
  const entry = await sends('m_kinds', file('image', '/picture.png'), file('audio', '/a.mp3'), place);
  expect(entry).toMatchObject({
    attachment: true,
    attachments: [
      { kind: 'image', fetchable: true },
      { kind: 'audio', fetchable: true },
      { kind: 'location', place: '48.85660, 2.35220', fetchable: false },
    ],
  });
  const shown = await (await alix.get(`/desk/api/conversations/${encodeURIComponent(id)}`)).text();
  expect(shown).not.toContain(media.url);
  expect(media.requests).toEqual([]);
}, 60_000);

test('a file comes from our own server, to be saved, after the auditor’s ledger; Meta is asked for it once', async () => {
  const entry = await sends('m_file', file('image', '/picture.png'));
  const name = `${entry.number}.0`;
  const answer = await alix.get(at(name));
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toBe(png);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `attachment; filename="attachment-${entry.number}-0.png"`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect((await alix.get(at(name))).status).toBe(200);
  expect(media.requests.filter(({ path }) => path === '/picture.png')).toHaveLength(1);
  expect(JSON.stringify(media.requests[0]?.headers)).not.toMatch(/authorization|cookie/);
  const told = await until(async () => {
    const { entries } = await denis.read(`/desk/api/audit?conversation=${encodeURIComponent(id)}`, auditSchema);
    const reads = entries.filter(({ what }) => what.includes('desk.attachment'));
    return reads.length === 2 ? reads : undefined;
  });
  expect(told[0]).toMatchObject({ kind: 'read', who: { name: 'Alix' } });
}, 60_000);

test('what is too big, of no kind that is given out, elsewhere or gone is not given out', async () => {
  const foreign = { type: 'image', payload: { url: 'https://evil.example/picture.png' } };
  const entry = await sends(
    'm_bad',
    file('image', '/big.png'),
    file('image', '/page.png'),
    foreign,
    file('image', '/elsewhere.png'),
    file('file', '/gone.pdf'),
  );
  const statuses = await Promise.all([0, 1, 2, 3, 4].map(async (place) => (await alix.get(at(`${entry.number}.${place}`))).status));
  expect(statuses).toEqual([415, 415, 415, 404, 404]);
  expect((await alix.get(at('999.0'))).status).toBe(404);
  expect((await alix.get(at('x'))).status).toBe(400);
  expect((await denis.get(at(`${entry.number}.0`))).status).toBe(403);
}, 60_000);

test('what was sent to the bot can be looked at by whoever takes over, and was not fetched before', async () => {
  const other = '7700000000000002';
  const conversation = page.app.foundation.keyOf({ channel: 'facebook', page: '1234567890', psid: other });
  const fetched = (): number => media.requests.filter(({ path }) => path === '/picture.png').length;
  const before = fetched();
  const message = { mid: 'm_to_bot', attachments: [file('image', '/picture.png'), file('file', '/contract.pdf')] };
  await page.deliver({ sender: { id: other }, recipient: { id: '1234567890' }, timestamp: Date.now(), message });
  await page.write('m_asks', 'Je veux parler à un conseiller', other);
  const sent = await until(async () =>
    (await alix.list()).conversations.some((one) => one.id === conversation)
      ? (await alix.detail(conversation)).thread.find((entry) => entry.kind === 'customer' && entry.attachment)
      : undefined,
  );
  expect(sent).toMatchObject({
    attachments: [
      { kind: 'image', fetchable: true },
      { kind: 'file', fetchable: true },
    ],
  });
  expect(fetched()).toBe(before);
  const answer = await alix.get(at(`${sent.number}.0`, conversation));
  expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toBe(png);
  expect(fetched()).toBe(before + 1);
}, 60_000);

test('who is forgotten, their files cannot be read any more', async () => {
  const entry = await sends('m_forgotten', file('image', '/picture.png'));
  const name = `${entry.number}.0`;
  expect((await alix.get(at(name))).status).toBe(200);
  const { records, conversations } = page.app.foundation.store;
  expect(await records.get(`attachment:${id}/${name}`)).toBeDefined();
  await conversations.forget(id);
  expect(await records.get(`attachment:${id}/${name}`)).toBeUndefined();
}, 60_000);
