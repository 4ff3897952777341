import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditSchema } from '../../desk/api/reports.ts';
import { writeAnswerSchema } from '../../desk/api/writes.ts';
import { documentsPayload } from '../../handoff/documents.ts';
import { type DeskBrowser, openDesk } from '../support/desk-browser.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { enterBooth } from '../support/sign-in-at-bank.ts';
import { until } from '../support/until.ts';

const psid = '7700000000000001';
const pdf = Buffer.from('%PDF-1.4\n% the certificate \xe9\xff\n%%EOF\n', 'latin1');
let page: PageApp;
let alix: DeskBrowser;
let denis: DeskBrowser;
let id: string;

beforeAll(async () => {
  page = await startPageApp({ environment: { DESK: 'on', DESK_HOURS: 'Mon-Sun 00:00-24:00', DESK_HOLIDAYS: 'none', DESK_NAMES: 'on' } });
  [alix, denis] = await Promise.all([openDesk(page.app.url, 'alix'), openDesk(page.app.url, 'denis')]);
  await alix.available();
  id = page.app.foundation.keyOf({ channel: 'facebook', page: '1234567890', psid });
  await page.write('m_1', 'Je veux parler à un conseiller');
  await until(async () => ((await alix.list()).conversations.some((one) => one.id === id) ? true : undefined));
  await alix.write(id, 'claim');
}, 300_000);
afterAll(() => page.stop());

const handOver = async (name: string, bytes: Buffer, document = randomUUID()) => {
  const answer = await alix.handOver(id, { id: document, name, bytes });
  return { status: answer.status, answer: writeAnswerSchema.safeParse(await answer.json()).data, document };
};
const at = (document: string): string => `/desk/api/conversations/${encodeURIComponent(id)}/documents/${document}`;

/** Presses the button under "a document waits for you", and answers with the link that comes. */
async function pressDocuments(mid: string): Promise<string> {
  const before = page.graph.accepted.length;
  const postback = { mid, title: 'Voir le document', payload: documentsPayload };
  await page.deliver({ sender: { id: psid }, recipient: { id: '1234567890' }, timestamp: Date.now(), postback });
  return until(async () => /http:[^"]+\/booth\/[\w-]{22}/.exec(JSON.stringify(page.graph.accepted.slice(before)))?.[0]);
}

test('nothing is handed over to somebody whom the bank does not know', async () => {
  expect((await alix.detail(id)).may.document).toEqual({ allowed: false, why: 'not_linked' });
  const { status, answer, document } = await handOver('attestation.pdf', pdf);
  expect([status, answer]).toMatchObject([409, { outcome: 'refused', why: 'not_linked' }]);
  expect((await alix.get(at(document))).status).toBe(404);
}, 60_000);

test('a document waits on the bank’s page for its customer, and nothing of it goes to Messenger', async () => {
  await page.link('demo-fr');
  expect((await alix.detail(id)).may.document).toEqual({ allowed: true, why: null });
  const { status, answer, document } = await handOver('attestation Née.pdf', pdf);
  expect([status, answer]).toMatchObject([
    200,
    {
      entries: [
        { kind: 'document', document: { name: 'attestation Née.pdf', type: 'application/pdf', bytes: pdf.length }, write: document },
      ],
    },
  ]);
  const told = await until(async () => page.texts().find((text) => text.includes('vous a remis un document')));
  expect(told).toBe(
    'Alix vous a remis un document. Il vous attend sur une page de votre banque, où vous vous connectez : il ne passe pas par Messenger.\nVoir le document',
  );
  // A person holds the conversation; the button is answered all the same.
  const guest = await enterBooth(await pressDocuments('m_press'), 'demo-fr');
  expect(guest.first.url.pathname).toBe('/booth/documents');
  expect(guest.first.html).toContain('attestation Née.pdf');
  expect(guest.first.html).toContain('Remis par Alix');
  const file = await guest.get(`/booth/documents/${document}`);
  expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="attestation Ne_e.pdf"; filename*=UTF-8''attestation%20N%C3%A9e.pdf`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  const toMeta = JSON.stringify(page.graph.accepted);
  for (const part of ['attestation', 'certificate', document]) expect(toMeta).not.toContain(part);
}, 120_000);

test('colleagues save it from our own server, and the auditor sees who did', async () => {
  const { document } = await handOver('contrat.pdf', pdf);
  const answer = await alix.get(at(document));
  expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
  expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect((await denis.get(at(document))).status).toBe(403);
  const seen = await until(async () => {
    const { entries } = await denis.read(`/desk/api/audit?conversation=${encodeURIComponent(id)}`, auditSchema);
    const about = entries
      .filter(({ what }) => what.includes('desk.document'))
      .map(({ kind, who, what }) => ({ kind, who: who?.name, what }));
    return about.some(({ kind }) => kind === 'read') && about.some(({ kind }) => kind === 'said') ? about : undefined;
  });
  expect(seen).toContainEqual({ kind: 'read', who: 'Alix', what: ['desk.document'] });
  expect(seen).toContainEqual({ kind: 'said', who: 'Alix', what: ['desk.document'] });
}, 60_000);

test('another customer who links the conversation finds nothing of it', async () => {
  const { document } = await handOver('releve.pdf', pdf);
  const mine = await enterBooth(await pressDocuments('m_mine'), 'demo-fr');
  expect((await mine.get(`/booth/documents/${document}`)).status).toBe(200);
  await page.link('demo-gb');
  expect((await mine.get(`/booth/documents/${document}`)).status).toBe(403);
  const theirs = await enterBooth(await pressDocuments('m_theirs'), 'demo-gb');
  expect(theirs.first.html).not.toContain('releve.pdf');
  expect((await theirs.get(`/booth/documents/${document}`)).status).toBe(404);
  await page.link('demo-fr');
}, 120_000);

test('what is too large, of another kind, or would do something by itself is refused, and kept nowhere', async () => {
  const large = Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)]);
  const page403 = Buffer.from('<html><script>alert(1)</script>');
  const active = Buffer.from('%PDF-1.4\n<< /OpenAction /JS (app.alert(1)) >>\n');
  expect((await handOver('gros.pdf', large)).status).toBe(413);
  expect((await handOver('page.pdf', page403)).status).toBe(415);
  expect((await handOver('actif.pdf', active)).status).toBe(415);
  expect((await handOver('', pdf)).status).toBe(400);
  const secret = await handOver('code 1234 carte 4539 5787 6362 1486.pdf', pdf);
  expect([secret.status, secret.answer]).toMatchObject([409, { why: 'secret' }]);
  expect((await alix.get(at(secret.document))).status).toBe(404);
}, 60_000);

test('under a token of before it is refused and gone; sent again under its own id it is done once', async () => {
  const stale = randomUUID();
  const { token } = (await alix.detail(id)).conversation.owner;
  expect((await alix.handOver(id, { id: stale, name: 'a.pdf', bytes: pdf, token: token - 1 })).status).toBe(409);
  expect((await alix.get(at(stale))).status).toBe(404);
  const { document } = await handOver('une-fois.pdf', pdf);
  const other = Buffer.concat([pdf, Buffer.from('% altered')]);
  expect((await handOver('une-fois.pdf', other, document)).status).toBe(200);
  const kept = Buffer.from(await (await alix.get(at(document))).arrayBuffer());
  expect(kept.equals(pdf)).toBe(true);
  const entries = (await alix.detail(id)).thread.filter((entry) => entry.kind === 'document' && entry.document.id === document);
  expect(entries).toHaveLength(1);
}, 60_000);

test('it can still be read after the conversation was given back, and no more once the customer is forgotten', async () => {
  const { document } = await handOver('garde.pdf', pdf);
  await alix.write(id, 'return', { outcome: 'solved', quietHours: 0 });
  const guest = await enterBooth(await pressDocuments('m_later'), 'demo-fr');
  expect((await guest.get(`/booth/documents/${document}`)).status).toBe(200);
  const { records } = page.app.foundation.store;
  expect(await records.get(`document:${id}/${document}`)).toBeDefined();
  await page.app.foundation.erasures.erase(id, 'booth');
  expect(await records.get(`document:${id}/${document}`)).toBeUndefined();
  expect((await guest.get(`/booth/documents/${document}`)).status).toBe(403);
}, 120_000);
