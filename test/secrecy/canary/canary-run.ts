import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { type DisclosureLevel, disclosureLevels } from '../../../secrecy/grant.ts';
import { startApp, type TestApp } from '../../support/start-app.ts';
import { canariesOf } from './customer-canaries.ts';
import { type Canaries, findCanaries } from './find-canaries.ts';
import { type Chance, chanceOf, type Move, randomDialogue } from './random-dialogue.ts';

/** A canary where it must not be. */
export interface Leak {
  readonly level: DisclosureLevel;
  /** `chat`, `log`, or the name of a file. */
  readonly where: string;
  readonly customer: string;
  readonly found: readonly string[];
  /** What was said last. */
  readonly after: string;
}

export interface CanaryReport {
  readonly dialogues: number;
  readonly messages: number;
  readonly replies: number;
  /** Figures that were found in the chat at `shown`, where they may be: that there are some proves that they are looked for. */
  readonly shown: number;
  readonly leaks: readonly Leak[];
}

const customers = [
  { id: 'demo-fr', language: 'fr' },
  { id: 'demo-overdrawn', language: 'fr' },
  { id: 'demo-gb', language: 'en' },
  { id: 'demo-us', language: 'en' },
] as const;
type Customer = (typeof customers)[number];

const payloads = /"payload":"([^"]+)"/g;

/** One dialogue; the bodies that went to Meta, each with what it answers. */
async function play(
  app: TestApp,
  customer: Customer,
  { moves, level }: { readonly moves: readonly Move[]; readonly level: DisclosureLevel },
) {
  const sent: { readonly body: string; readonly after: string }[] = [];
  let buttons: readonly string[] = [];
  for (const [index, move] of moves.entries()) {
    const payload = move.kind === 'press' ? buttons[move.which] : undefined;
    const text = move.kind === 'say' ? move.text : 'plus';
    const said = payload === undefined ? { text } : { payload };
    const { replies } = await app.say({ customer: customer.id, ...said, ...(index === 0 ? { reset: true, disclosure: level } : {}) });
    const bodies = replies.map((reply) => JSON.stringify(reply.message));
    sent.push(...bodies.map((body) => ({ body, after: payload ?? text })));
    const pressed = bodies.flatMap((body) => [...body.matchAll(payloads)].map(([, found]) => found ?? ''));
    if (pressed.length > 0) buttons = pressed;
  }
  return sent;
}

/** What the customer typed may be said again. */
function without(canaries: Canaries, typed: string): Canaries {
  const digits = new Set(typed.match(/\d[\d.,\s]*/g)?.map((each) => each.replaceAll(/\D/g, '')) ?? []);
  return {
    ...canaries,
    amounts: new Set([...canaries.amounts].filter((minor) => !digits.has(minor) && !digits.has(minor.replace(/00$/, '')))),
  };
}

interface Run {
  readonly app: TestApp;
  readonly chance: Chance;
  readonly length: number;
  readonly known: ReadonlyMap<string, Canaries>;
}

async function playAt({ app, chance, length, known }: Run, customer: Customer, level: DisclosureLevel) {
  const moves = randomDialogue(chance, { language: customer.language, length });
  const sent = await play(app, customer, { moves, level });
  const leaks: Leak[] = [];
  let shown = 0;
  for (const { body, after } of sent) {
    const own = known.get(customer.id);
    if (!own) continue;
    const found = findCanaries(body, without(own, after));
    const numbers = found.filter((each) => own.numbers.includes(each));
    if (level === 'shown') shown += found.length - numbers.length;
    const forbidden = level === 'shown' ? numbers : found;
    if (forbidden.length > 0) leaks.push({ level, where: 'chat', customer: customer.id, found: forbidden, after });
  }
  return { leaks, shown, messages: moves.length, replies: sent.length };
}

/** Everything that lies in the data folder, apart from the bank's own files. */
async function filesOf(dataDir: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const names = (await readdir(dataDir)).filter((name) => !name.startsWith('demo-bank'));
  return Promise.all(names.map(async (name) => ({ name, text: (await readFile(join(dataDir, name))).toString('latin1') })));
}

async function leaksAtRest(run: Run, log: string): Promise<readonly Leak[]> {
  const files = [{ name: 'log', text: log }, ...(await filesOf(run.app.dataDir))];
  return [...run.known].flatMap(([customer, canaries]) =>
    files.flatMap(({ name, text }): Leak[] => {
      const found = canaries.numbers.filter((number) => text.includes(number));
      return found.length > 0 ? [{ level: 'shown', where: name, customer, found, after: '' }] : [];
    }),
  );
}

/** Random dialogues at the four levels, with everything that leaves searched for what the bank knows. */
export async function runCanaries({
  dialogues,
  length,
  seed,
}: {
  readonly dialogues: number;
  readonly length: number;
  readonly seed: number;
}): Promise<CanaryReport> {
  let log = '';
  const app = await startApp({ log: pino({ level: 'trace' }, { write: (line: string) => void (log += line) }) });
  try {
    const bank = app.foundation.demo;
    if (!bank) throw new TypeError('this needs the embedded bank');
    const known = new Map<string, Canaries>();
    for (const { id } of customers) known.set(id, await canariesOf(bank, id));
    const run: Run = { app, chance: chanceOf(seed), length, known };
    const parts: Awaited<ReturnType<typeof playAt>>[] = [];
    for (let index = 0; index < dialogues; index += 1) {
      const customer = customers[Math.floor(run.chance() * customers.length)] ?? customers[0];
      parts.push(await playAt(run, customer, disclosureLevels[index % disclosureLevels.length] ?? 'sealed'));
    }
    const total = (of: 'messages' | 'replies' | 'shown'): number => parts.reduce((sum, part) => sum + part[of], 0);
    const leaks = [...parts.flatMap((part) => part.leaks), ...(await leaksAtRest(run, log))];
    return { dialogues, messages: total('messages'), replies: total('replies'), shown: total('shown'), leaks };
  } finally {
    await app.stop();
  }
}
