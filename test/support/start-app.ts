import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, type Running } from '../../bots/build-app.ts';
import { readConfig } from '../../bots/config.ts';
import { createLog, type Log } from '../../bots/log.ts';
import type { SendTimes } from '../../bots/messenger/send-times.ts';
import type { SayAnswer } from '../../bots/simulator/customer-line.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { StoreTimes } from '../../store/port.ts';

export interface TestApp extends Running {
  readonly dataDir: string;
  /** Says something in the simulator, through the public door. */
  say(input: {
    readonly customer: string;
    readonly text?: string;
    readonly payload?: string;
    readonly reset?: boolean;
    readonly disclosure?: DisclosureLevel;
  }): Promise<SayAnswer>;
  /** @param keepData leaves the data folder for a second start. */
  stop(keepData?: boolean): Promise<void>;
}

export interface TestAppOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly log?: Log;
  readonly dataDir?: string;
  readonly storeTimes?: StoreTimes;
  readonly sendTimes?: SendTimes;
  /** Not by default: the test itself uses the network, too. */
  readonly guardSockets?: boolean;
}

/** A whole Guichet on a free port with a data folder of its own: the embedded bank, and the simulator unless a Page is configured. */
export async function startApp({
  environment = {},
  log = createLog('silent'),
  guardSockets = false,
  ...options
}: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'guichet-app-')));
  const config = readConfig({ PORT: '0', GUICHET_DATA_DIR: dataDir, ...environment });
  const { now, newId, storeTimes, sendTimes } = options;
  const app = buildApp(config, {
    log,
    guardSockets,
    // A slow machine, or a second application in this process, is no overload.
    mostLateMs: Number.POSITIVE_INFINITY,
    ...(now ? { now } : {}),
    ...(newId ? { newId } : {}),
    ...(storeTimes ? { storeTimes } : {}),
    ...(sendTimes ? { sendTimes } : {}),
  });
  const running = await app.start();
  return {
    ...running,
    dataDir,
    async say(input) {
      const answer = await fetch(`${running.url}/simulator/api/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (!answer.ok) throw new Error(`say answered ${answer.status}: ${await answer.text()}`);
      const body: SayAnswer = JSON.parse(await answer.text());
      return body;
    },
    async stop(keepData = false) {
      await app.stop();
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
