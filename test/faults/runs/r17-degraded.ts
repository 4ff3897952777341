import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import en from '../../../engine/messages.en.json' with { type: 'json' };
import { type ModelStub, startModelStub, starts } from '../../support/model-stub.ts';
import { type PageApp, startPageApp } from '../../support/page-app.ts';
import { plain } from '../../support/plain-text.ts';
import { startRedis, type TestRedis } from '../../support/redis-server.ts';
import { createRiddles } from '../../support/riddles.ts';
import { type FaultRun, type RunReport, roundedQuantile } from '../fault-run.ts';

const forms = { short: { seconds: 20 }, long: { seconds: 600 } };
const perSecond = 10;
/** Longer than any turn may take, and than an order to the bank rests before it is looked into again. */
const patienceMs = 180_000;

interface Question {
  readonly asks: string;
  readonly gets: RegExp;
  /** Whoever asks it has allowed that a language model reads it. */
  readonly asksModel?: boolean;
}

/** Questions that need nobody but Guichet, and the words of a right answer. */
const general = [
  { asks: 'hello', gets: /automated assistant/ },
  { asks: 'what can you do?', gets: /What’s my balance/ },
  { asks: 'I want to talk to a person', gets: /\+33 1 99 00 12 34/ },
  // Not understood, whatever it is: whether a language model reads it too or not, the answer is what can be asked here.
  { asks: '', gets: /What’s my balance|Quel est mon solde/, asksModel: true },
] as const satisfies readonly Question[];
/** A question for the bank: the figure, or that it does not answer. */
const banking = { asks: 'what is the balance of my current account?', honest: plain(en['failure.unavailable']), figure: /£[\d,]+\.\d\d/ };

/** A block of all cards: accepted at once, carried out at once or later, and told then. */
const freezing = {
  asks: 'freeze all my cards',
  gets: /all your cards are blocked|the block you asked for is in place/,
  accepted: /Your request is recorded|all your cards are blocked/,
};

interface Asked extends Question {
  readonly psid: string;
  readonly about: 'general' | 'bank' | 'freeze';
  /** When it was asked, Unix time in milliseconds. */
  at: number;
  refusals: number;
}

interface Mode {
  readonly name: string;
  breakIt(): Promise<void> | void;
  healIt(): Promise<void> | void;
}

const created = z.object({ request: z.object({ origin: z.string(), path: z.string() }) });

/** Counts the requests that reach the bank, whatever becomes of them. */
function countRequests(bankUrl: string): { readonly count: number; end(): void } {
  let count = 0;
  const note = (message: unknown): void => {
    const { data } = created.safeParse(message);
    if (data && bankUrl.startsWith(data.request.origin) && data.request.path.startsWith('/open-banking')) count += 1;
  };
  subscribe('undici:request:create', note);
  return {
    get count() {
      return count;
    },
    end: () => void unsubscribe('undici:request:create', note),
  };
}

const riddles = createRiddles();
let serial = 0;

function aboutOf(index: number): Asked['about'] {
  if (index % 10 === 9) return 'freeze';
  return index % 2 === 0 ? 'bank' : 'general';
}

function questionOf(about: Asked['about']): Question {
  if (about === 'freeze') return freezing;
  return about === 'bank' ? { asks: banking.asks, gets: banking.figure } : (general[Math.floor(serial / 2) % general.length] ?? general[0]);
}

/** Customers who have not been there before, each with one question; those with one for the bank are linked. */
async function prepare(page: PageApp, count: number): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (let index = 0; index < count; index += 1) {
    serial += 1;
    const psid = String(9_000_000 + serial);
    const about = aboutOf(index);
    const question = questionOf(about);
    if (about !== 'general' || question.asksModel) await page.link('demo-gb', psid);
    if (question.asksModel) await page.allowModel(psid);
    // Another one each time, or the opinion on the first would do for all.
    const asks = question.asksModel ? await riddles.next() : question.asks;
    asked.push({ psid, about, ...question, asks, at: 0, refusals: 0 });
  }
  return asked;
}

/** Delivered again until it is answered with 200. */
async function deliver(page: PageApp, asked: Asked, text: string): Promise<void> {
  while ((await page.write(`m_${asked.psid}_${text}`, text, asked.psid).catch(() => 0)) !== 200) {
    asked.refusals += 1;
    await wait(500);
  }
}

/** Asks, and says yes to the question whether the cards shall be blocked. */
async function ask(page: PageApp, asked: Asked): Promise<void> {
  asked.at = Date.now();
  await deliver(page, asked, asked.asks);
  if (asked.about !== 'freeze') return;
  const isAskedBack = (): boolean => page.graph.messages.some(({ psid }) => psid === asked.psid);
  for (const begun = performance.now(); !isAskedBack() && performance.now() - begun < patienceMs; ) await wait(100);
  await deliver(page, asked, 'yes');
}

/** So many a second, whatever becomes of the earlier ones; `taken` resolves once all were answered with 200. */
async function askAll(page: PageApp, asked: readonly Asked[]): Promise<{ readonly taken: Promise<unknown> }> {
  const under: Promise<void>[] = [];
  const begun = performance.now();
  for (const [index, entry] of asked.entries()) {
    await wait(Math.max(0, begun + (index * 1_000) / perSecond - performance.now()));
    under.push(ask(page, entry));
  }
  return { taken: Promise.all(under) };
}

interface Answered extends Asked {
  readonly texts: readonly string[];
  readonly ms: number;
}

/** Whether this is what such a question has to lead to. */
function isRight({ about, gets }: Asked, text: string): boolean {
  return gets.test(text) || (about === 'bank' && text.startsWith(banking.honest));
}

/** What each of them got; waits until everybody got what has to come in the end. */
async function answersTo(page: PageApp, asked: readonly Asked[]): Promise<readonly Answered[]> {
  const begun = performance.now();
  for (;;) {
    const byPsid = Map.groupBy(page.graph.messages, ({ psid }) => psid);
    const textsOf = ({ psid }: Asked): string[] => (byPsid.get(psid) ?? []).map(({ text }) => text);
    const isMissing = asked.some((entry) => !textsOf(entry).some((text) => isRight(entry, text)));
    if (!isMissing || performance.now() - begun > patienceMs)
      return asked.map((entry) => ({
        ...entry,
        texts: textsOf(entry),
        ms: (byPsid.get(entry.psid)?.[0]?.at ?? Number.POSITIVE_INFINITY) - entry.at,
      }));
    await wait(100);
  }
}

function wrong(answers: readonly Answered[]): string[] {
  return answers
    .filter((answer) => !answer.texts.some((text) => isRight(answer, text)))
    .map(({ psid, about, texts }) => `${psid} asked (${about}) and got: ${texts.join(' / ').slice(0, 160)}`);
}

interface Parts {
  readonly page: PageApp;
  readonly redis: TestRedis;
  readonly model: ModelStub;
}

function modesOf({ page, redis, model }: Parts): readonly Mode[] {
  const { faults } = page.bank;
  return [
    { name: 'bank with errors', breakIt: () => faults.set({ status: 503 }), healIt: () => faults.clear() },
    { name: 'bank silent', breakIt: () => faults.set({ latencyMs: 30_000 }), healIt: () => faults.clear() },
    { name: 'model away', breakIt: () => model.says(() => ({ raw: () => undefined })), healIt: () => model.says(() => starts('help')) },
    { name: 'Graph away', breakIt: () => page.graph.goAway(), healIt: () => page.graph.comeBack() },
    { name: 'Redis away', breakIt: () => redis.kill(), healIt: () => redis.restart() },
  ];
}

async function runMode({ page, model }: Parts, mode: Mode, seconds: number): Promise<RunReport> {
  const asked = await prepare(page, seconds * perSecond);
  const requests = countRequests(page.bank.openBankingUrl);
  const atTheModelBefore = model.calls.length;
  await mode.breakIt();
  const { taken } = await askAll(page, asked);
  const atTheBank = requests.count;
  const atTheModel = model.calls.length - atTheModelBefore;
  requests.end();
  await mode.healIt();
  await taken;
  const answers = await answersTo(page, asked);
  const about = (what: Asked['about']): readonly Answered[] => answers.filter((answer) => answer.about === what);
  const honest = about('bank').filter(({ texts: [first = ''] }) => first.startsWith(banking.honest)).length;
  const [generally, freezes] = [about('general'), about('freeze')];
  const accepted = freezes.filter(({ texts }) => texts.some((text) => freezing.accepted.test(text))).length;
  const named = (figures: RunReport['figures']): RunReport['figures'] =>
    Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${mode.name}: ${name}`, value]));
  return {
    figures: named({
      asked: asked.length,
      'general answers right': `${generally.length - wrong(generally).length} of ${generally.length}`,
      'general answers p99 ms': roundedQuantile(
        generally.map(({ ms }) => ms),
        0.99,
      ),
      'blocks of cards accepted': `${accepted} of ${freezes.length}`,
      'carried out in the end': `${freezes.length - wrong(freezes).length} of ${freezes.length}`,
      'told that the bank does not answer': honest,
      'requests to the bank': atTheBank,
      'questions to the model': atTheModel,
      'refused with 503 and delivered again': asked.filter(({ refusals }) => refusals > 0).length,
    }),
    violations: wrong(answers).map((complaint) => `${mode.name}: ${complaint}`),
  };
}

/** Until the bank is asked again and answers; the circuit looks every ten seconds. */
async function recovered(page: PageApp): Promise<void> {
  const begun = performance.now();
  while (performance.now() - begun < patienceMs) {
    const [asked] = await prepare(page, 1);
    if (!asked) return;
    await ask(page, asked);
    const [answer] = await answersTo(page, [asked]);
    if (asked.gets.test(answer?.texts[0] ?? '')) return;
    await wait(500);
  }
}

/** R17: what customers get while the bank, the language model, Meta or Redis are away, one after the other, under load. */
export const degradedModes: FaultRun = {
  id: 'R17',
  title: 'degraded modes under load: bank with errors, bank silent, language model silent, Graph away, Redis away (10 minutes each)',
  goal: 'general questions answered and blocks of cards accepted 100 %; an honest sentence for the rest; the circuit opens after <= 10 failures',
  async run(form) {
    const redis = await startRedis({ appendOnly: true });
    const model = await startModelStub();
    model.says(() => starts('help'));
    const page = await startPageApp({ environment: { REDIS_URL: redis.url, ...model.environment }, echoes: true });
    const reports: RunReport[] = [];
    try {
      for (const mode of modesOf({ page, redis, model })) {
        reports.push(await runMode({ page, redis, model }, mode, forms[form].seconds));
        await recovered(page);
      }
    } finally {
      await page.stop();
      await redis.stop();
      await model.close();
    }
    return {
      figures: Object.assign({}, ...reports.map(({ figures }) => figures)),
      violations: reports.flatMap(({ violations }) => violations),
    };
  },
};
