import cluster from 'node:cluster';
import { join } from 'node:path';
import { auditCommand } from './audit/audit-command.ts';
import type { App, AppOverrides } from './build-app.ts';
import { readChatArguments, runChat } from './chat/run-chat.ts';
import { keepCompiledCode, saveCompiledCode } from './compiled-code.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { keysCommand } from './keys/keys-command.ts';
import { createLog } from './log.ts';
import { quarantineCommand } from './quarantine/quarantine-command.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { answerToSupervisor, tellReady } from './supervisor/serve-as-worker.ts';
import { serveWithWorkers } from './supervisor/serve-with-workers.ts';

const stopDeadlineMs = 10_000;

/** Loaded where somebody serves: a supervisor and the quarantine need none of it, and most of the start is reading it. */
async function appOf(config: Config, overrides: AppOverrides): Promise<App> {
  keepCompiledCode();
  const { buildApp } = await import('./build-app.ts');
  return buildApp(config, overrides);
}

function announce(text: string): void {
  process.stdout.write(`\nGuichet is ready${text}\n\n`);
}

/** The door there is, for whoever started it. */
function announceDoor(url: string, { messenger }: Pick<Config, 'messenger'>): void {
  if (messenger) announce(` at ${url}; the Page’s webhook is ${url}/messenger/webhook`);
  else announce(` at ${url}, without a Page (MESSENGER_*); Bot Framework channels reach it at ${url}/api/messages`);
}

async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const app = await appOf(config, { log });
  stopOnSignal(() => app.stop(), { log, deadlineMs: stopDeadlineMs });
  const { url, simulator } = await app.start();
  saveCompiledCode();
  if (simulator) announce(`. Talk to it at ${url}`);
  else announceDoor(url, config);
}

async function serveAsWorker(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const app = await appOf({ ...config, admin: undefined }, { log });
  answerToSupervisor(app, log);
  stopOnSignal(() => app.stop(), { log, deadlineMs: stopDeadlineMs });
  tellReady(await app.start());
  saveCompiledCode();
}

async function serveWith(config: Config): Promise<void> {
  announceDoor(await serveWithWorkers(config, createLog(config.logLevel)), config);
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
  const app = await appOf(own, { log: createLog('silent') });
  try {
    const { simulator } = await app.start();
    if (simulator) await runChat(simulator, { input: process.stdin, output: process.stdout }, chatArguments);
  } finally {
    await app.stop();
  }
}

/** A command beside the running system. */
async function operate(command: typeof quarantineCommand, args: readonly string[]): Promise<void> {
  process.exitCode = await command(args, {
    config: () => readConfig(process.env),
    print: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
  });
}

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  if (command === 'quarantine') return operate(quarantineCommand, args);
  if (command === 'audit') return operate(auditCommand, args);
  if (command === 'keys') return operate(keysCommand, args);
  const config = readConfig(process.env);
  if (command === 'chat') return chat(config, args);
  if (config.workers === 0) return serve(config);
  return cluster.isPrimary ? serveWith(config) : serveAsWorker(config);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
