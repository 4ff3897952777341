import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PageApp, startPageApp } from '../support/page-app.ts';

let page: PageApp;
beforeAll(async () => {
  page = await startPageApp();
  await page.link('demo-fr');
});
afterAll(() => page.stop());

const activity = {
  type: 'message',
  id: 'f1',
  from: { id: '7700000000000001' },
  recipient: { id: '1234567890' },
  conversation: { id: 'x' },
  serviceUrl: 'http://127.0.0.1:9',
  text: 'quel est mon solde ?',
};

test.each(['facebook', 'emulator'])('nobody speaks for a customer of the Page without Meta’s signature: channel %s', async (channelId) => {
  const answer = await fetch(`${page.app.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', origin: 'https://evil.example' },
    body: JSON.stringify({ ...activity, channelId }),
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(page.graph.calls).toEqual([]);
});
