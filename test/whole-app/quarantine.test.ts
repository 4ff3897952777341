import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { traceIdOf } from '../../bots/metrics/turn-trace.ts';
import { defaultStoreTimes } from '../../store/port.ts';
import { temporaryDataDir } from '../support/guichet-process.ts';
import { startApp, type TestApp } from '../support/start-app.ts';
import { until } from '../support/until.ts';

interface Ended {
  readonly code: number | null;
  readonly printed: string;
  readonly complaint: string;
}

/** Runs the program as `npm run quarantine -- …` does. */
async function quarantine(dataDir: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['bots/main.ts', 'quarantine', ...args], {
    env: { PATH: process.env['PATH'], GUICHET_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, complaint] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed, complaint };
}

describe('npm run quarantine, beside a running system', () => {
  let app: TestApp;

  const lines: string[] = [];

  beforeAll(async () => {
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    app = await startApp({ storeTimes: { ...defaultStoreTimes, leaseMs: 300 }, environment: { ADMIN_PORT: '0' }, log });
  });
  afterAll(() => app.stop());

  test('lists what was set aside, gives it back, and deletes it', async () => {
    const { conversations, quarantine: kept } = app.foundation.store;
    const isKept = () => until(async () => ((await kept.list()).length > 0 ? true : undefined));
    await conversations.takeIn({ conversation: 'facebook:odd', eventId: 'odd', event: { door: 'back' } });
    await isKept();
    const failed = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'turn failed');
    // The first try was that of the test, which let its lease end.
    expect(failed).toEqual([2, 3].map((attempt) => expect.objectContaining({ attempt, reason: 'unreadable', trace: traceIdOf('odd') })));
    const metrics = await (await fetch(`${app.adminUrl}/metrics`)).text();
    expect(metrics).toContain('guichet_quarantined_total{reason="unreadable"} 1');
    expect(metrics).toContain('guichet_quarantine_size 1');
    const listed = await quarantine(app.dataDir, 'list');
    const id = /^(\S+) .* unreadable /m.exec(listed.printed)?.[1] ?? '';
    expect([listed.code, listed.complaint, id]).toEqual([0, '', (await kept.list())[0]?.id]);
    expect((await quarantine(app.dataDir, 'retry', id)).code).toBe(0);
    const again = await until(async () => (await kept.list()).find((event) => event.id !== id));
    expect(again.reason).toBe('unreadable');
    expect((await quarantine(app.dataDir, 'drop', again.id)).code).toBe(0);
    expect((await quarantine(app.dataDir, 'list')).printed).toBe('Nothing is set aside.\n');
  });

  test('says what it can do where it is asked for something else', async () => {
    const { code, complaint } = await quarantine(app.dataDir, 'empty');
    expect([code, complaint.includes('npm run quarantine -- list')]).toEqual([2, true]);
  });

  test('makes no store where there is none', async () => {
    const empty = await temporaryDataDir();
    const { code, complaint } = await quarantine(empty.path, 'list');
    expect([code, complaint]).toEqual([1, `quarantine: there is no store in ${empty.path}\n`]);
    await empty.remove();
  });
});
