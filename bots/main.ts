import { join } from 'node:path';
import { type App, buildApp } from './build-app.ts';
import { readChatArguments, runChat } from './chat/run-chat.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLog, type Log } from './log.ts';

const stopDeadlineMs = 10_000;

function stopOnSignal(app: App, log: Log): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopDeadlineMs).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const app = buildApp(config, { log });
  stopOnSignal(app, log);
  const { url, simulator } = await app.start();
  process.stdout.write(
    simulator
      ? `\nGuichet is ready. Talk to it at ${url}\n\n`
      : `\nGuichet is ready at ${url}; the Page’s webhook is ${url}/messenger/webhook\n\n`,
  );
}

/** A process of its own beside a running one: its own free port and its own folder, so that neither disturbs the other. */
async function chat(config: Config, args: readonly string[]): Promise<void> {
  const chatArguments = readChatArguments(args);
  if (config.messenger)
    throw new ConfigError(['MESSENGER_PAGE_TOKEN: the terminal talks to the demonstration only; unset MESSENGER_* for it']);
  const own: Config = {
    ...config,
    admin: undefined,
    http: { ...config.http, port: 0, publicUrl: undefined },
    dataDir: join(config.dataDir, 'chat'),
  };
  const app = buildApp(own, { log: createLog('silent') });
  try {
    const { simulator } = await app.start();
    if (simulator) await runChat(simulator, { input: process.stdin, output: process.stdout }, chatArguments);
  } finally {
    await app.stop();
  }
}

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  const config = readConfig(process.env);
  await (command === 'chat' ? chat(config, args) : serve(config));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
