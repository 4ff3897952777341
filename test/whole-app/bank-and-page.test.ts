import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLog } from '../../bots/log.ts';
import { type DemoBank, startDemoBank } from '../../demo/start-demo-bank.ts';
import { type GuichetProcess, startGuichet, temporaryDataDir } from '../support/guichet-process.ts';
import { startPageApp } from '../support/page-app.ts';

let bank: DemoBank;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let guichet: GuichetProcess;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  bank = await startDemoBank({ now: () => new Date(), redirectUris: ['https://guichet.example/link/callback'] });
  const { openBankingUrl, issuer, clientId, clientSecret } = bank;
  guichet = await startGuichet({
    dataDir: dataDir.path,
    environment: { BANK_API_URL: openBankingUrl, BANK_ISSUER: issuer, BANK_CLIENT_ID: clientId, BANK_CLIENT_SECRET: clientSecret },
  });
});

afterAll(async () => {
  await guichet.stop();
  await bank.stop();
  await dataDir.remove();
});

describe('a bank of one’s own without a Page', () => {
  test('may be on this machine without TLS, its sign-in too', async () => {
    expect(bank.issuer).toMatch(/^http:/);
    const answer = await fetch(`${guichet.url}/readyz`);
    expect(await answer.json()).toEqual({ status: 'ready', checks: { store: 'ok', bank: 'ok' } });
  });

  test('is announced with the door there is: that of the Bot Framework, and no webhook', () => {
    expect(guichet.announced).toContain('/api/messages');
    expect(guichet.announced).not.toContain('webhook');
  });
});

describe('a Page without a bank of one’s own', () => {
  test('is told that customers elsewhere cannot sign in at the embedded one', async () => {
    const lines: string[] = [];
    const page = await startPageApp({ log: createLog('warn', { write: (line) => void lines.push(line) }) });
    await page.stop();
    expect(lines.filter((line) => line.includes('BANK_* is not set'))).toHaveLength(1);
  });
});
