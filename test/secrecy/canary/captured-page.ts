import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { z } from 'zod';
import { traceIdOf } from '../../../bots/metrics/turn-trace.ts';
import type { CustomerAction } from '../../../bots/simulator/customer-action.ts';
import { webhookPayload } from '../../../bots/simulator/webhook-payload.ts';
import type { SignedInCustomer } from '../../../connectors/ports/bank-sign-in.ts';
import { consentTopics, decide } from '../../../secrecy/consent/consent.ts';
import type { DisclosureLevel } from '../../../secrecy/grant.ts';
import { type ConversationKey, defaultStoreTimes } from '../../../store/port.ts';
import { StoreUnavailableError } from '../../../store/store-unavailable-error.ts';
import { pageEnvironment } from '../../support/page-environment.ts';
import { postWebhook } from '../../support/post-webhook.ts';
import { startApp, type TestApp } from '../../support/start-app.ts';
import { until } from '../../support/until.ts';
import { type GraphRequest, startCaptureGraph } from './capture-graph.ts';

/** What somebody wrote came to. */
export interface Told {
  /** What went to Meta: the signs in the order of their bytes, for they are sent at the same time, then the messages. */
  readonly requests: readonly GraphRequest[];
  /** From the webhook to the last byte at Meta. */
  readonly ms: number;
  /** How many requests other systems were asked. */
  readonly calls: number;
}

/** A Guichet that serves a Page, all of whose outputs are kept. */
export interface CapturedPage {
  readonly app: TestApp;
  keyOf(psid: string): ConversationKey;
  /** Begins a conversation anew, as a customer of the bank, at a level. */
  begin(psid: string, customer: SignedInCustomer, level: DisclosureLevel): Promise<void>;
  tell(psid: string, action: CustomerAction): Promise<Told>;
  /** The lines of the log, at its most talkative and without its last net, since they were last taken. */
  takeLog(): readonly string[];
  stop(): Promise<void>;
}

export interface CapturedPageOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly newId?: () => string;
  /** What every line of the log holds besides. */
  readonly mixin?: () => object;
}

const pageId = '1234567890';
/** Nobody here dies, so nobody has to be succeeded, however slow the machine is. */
const storeTimes = { ...defaultStoreTimes, leaseMs: 60_000 };
const turnSchema = z.object({ msg: z.literal('turn'), trace: z.string(), calls: z.number() });

/** Lines of a log, and who waits for the end of a turn. */
function createTurnLog(mixin: () => object) {
  const waiting = new Map<string, (calls: number) => void>();
  let lines: string[] = [];
  const write = (line: string): void => {
    lines.push(line);
    const turn = line.includes('"msg":"turn"') ? turnSchema.safeParse(JSON.parse(line)) : undefined;
    if (turn?.success) waiting.get(turn.data.trace)?.(turn.data.calls);
  };
  return {
    log: pino({ level: 'trace', base: null, mixin }, { write }),
    ended(mid: string): Promise<number> {
      return new Promise((resolve) => waiting.set(traceIdOf(mid), resolve)).then((calls) => {
        waiting.delete(traceIdOf(mid));
        return z.number().parse(calls);
      });
    },
    take(): readonly string[] {
      const taken = lines;
      lines = [];
      return taken;
    },
  };
}

function inOrder(requests: readonly GraphRequest[]): readonly GraphRequest[] {
  const signs = requests.filter(({ isMessage }) => !isMessage).toSorted((one, other) => (one.bytes < other.bytes ? -1 : 1));
  return [...signs, ...requests.filter(({ isMessage }) => isMessage)];
}

/** On a busy machine a command may take too long; what is done here can be done again. */
async function onceStoreAnswers(work: () => Promise<void>): Promise<void> {
  await until(async () => {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailableError) return undefined;
      throw error;
    }
  });
}

/** Starts it; with the embedded bank unless the environment names another one. */
export async function startCapturedPage({
  environment = {},
  newId = randomUUID,
  mixin = () => ({}),
}: CapturedPageOptions = {}): Promise<CapturedPage> {
  const appSecret = randomBytes(16).toString('hex');
  const graph = await startCaptureGraph();
  const turns = createTurnLog(mixin);
  const page = {
    ...pageEnvironment({ appSecret, pageToken: `EAA${randomBytes(16).toString('hex')}`, graphUrl: graph.url }),
    MOST_EVENTS_PER_CUSTOMER: '0',
    MESSENGER_SENDS_PER_SECOND: '10000',
    DISCLOSURE: 'shown',
  };
  const app = await startApp({ log: turns.log, newId, storeTimes, environment: { ...page, ...environment } });
  const { links, consents, store, keyOf } = app.foundation;
  const keyOfPsid = (psid: string): ConversationKey => keyOf({ channel: 'facebook', page: pageId, psid });
  let count = 0;

  return {
    app,
    keyOf: keyOfPsid,
    async begin(psid, customer, level) {
      const conversation = keyOfPsid(psid);
      await onceStoreAnswers(async () => {
        await store.conversations.forget(conversation);
        const before = await links.accessFor(conversation);
        if (before?.subject !== customer.subject) await links.linkDirectly(conversation, customer);
        const link = (await links.accessFor(conversation))?.access.key ?? '';
        await consents.forget(conversation);
        await consents.add(conversation, decide({ link, level, topics: consentTopics, by: 'demonstration', now: new Date() }));
      });
      graph.take(psid);
    },
    async tell(psid, action) {
      const mid = `m_${(count += 1)}`;
      const ended = turns.ended(mid);
      const begun = performance.now();
      const delivery = webhookPayload({ psid, pageId, at: Date.now(), mid }, action);
      // Meta delivers again what was refused: on a slow machine a store may be.
      await until(async () => (await postWebhook(app.url, appSecret, delivery)) === 200 || undefined);
      const calls = await ended;
      const requests = inOrder(graph.take(psid));
      return { requests, calls, ms: Math.max(...requests.map(({ at }) => at), begun) - begun };
    },
    takeLog: turns.take,
    async stop() {
      await app.stop();
      await graph.close();
    },
  };
}
