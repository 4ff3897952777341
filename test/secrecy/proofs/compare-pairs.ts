import type { CustomerAction } from '../../../bots/simulator/customer-action.ts';
import type { SignedInCustomer } from '../../../connectors/ports/bank-sign-in.ts';
import type { DemoBank } from '../../../demo/start-demo-bank.ts';
import type { DisclosureLevel } from '../../../secrecy/grant.ts';
import { createRandom, type Random } from '../../support/random.ts';
import { buttonsIn } from '../canary/buttons-in.ts';
import { type CapturedPage, startCapturedPage, type Told } from '../canary/captured-page.ts';
import { type Move, randomDialogue } from '../canary/random-dialogue.ts';

/** A Guichet whose ids are the same in both dialogues of a pair, so that nothing can hide in them. */
export interface PairStage {
  readonly page: CapturedPage;
  readonly demo: DemoBank;
  /** From now on ids are made anew from this on. */
  seedIds(seed: string): void;
  stop(): Promise<void>;
}

/** An id out of a place and a count, in the shape of a UUID. */
function createIds() {
  let place = 0;
  let count = 0;
  return {
    seed(text: string): void {
      place = Array.from(text).reduce((sum, sign) => (Math.imul(sum, 31) + sign.charCodeAt(0)) >>> 0, 7);
      count = 0;
    },
    next(): string {
      count += 1;
      return `${place.toString(16).padStart(8, '0')}-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}

export async function openPairStage(): Promise<PairStage> {
  const ids = createIds();
  const page = await startCapturedPage({ newId: ids.next });
  const { demo } = page.app.foundation;
  if (!demo) throw new TypeError('this needs the embedded bank');
  return { page, demo, seedIds: ids.seed, stop: page.stop };
}

/** What somebody got for one message. */
interface Got {
  readonly text: string;
  readonly bytes: string;
  readonly ms: number;
  readonly calls: number;
}

/**
 * The only things that may differ, and only in their signs, not in their number: links to the bank's pages, which are random, and the
 * number of the case that the bank opens when the customer reports a fraud.
 */
const nonces = /(?<=\/(?:booth|link)\/)[\w-]+|\bFR-[0-9A-F]{4}-[0-9A-F]{4}\b/g;

function gotOf(text: string, { requests, ms, calls }: Told): Got {
  const bytes = requests.map((request) => request.bytes.replaceAll(nonces, (nonce) => '·'.repeat(nonce.length))).join('\n\n');
  return { text, bytes, ms, calls };
}

const psid = '7700000000000001';

/** One dialogue of one customer, whose buttons are pressed where the dialogue says so. */
async function play(
  { page, seedIds }: PairStage,
  moves: readonly Move[],
  who: { readonly customer: SignedInCustomer; readonly level: DisclosureLevel },
) {
  seedIds('begin');
  await page.begin(psid, who.customer, who.level);
  const got: Got[] = [];
  let buttons: ReturnType<typeof buttonsIn> = [];
  for (const [index, move] of moves.entries()) {
    seedIds(`step ${index}`);
    const pressed = move.kind === 'press' ? buttons[move.which] : undefined;
    const action: CustomerAction = pressed ?? { kind: 'text', text: move.kind === 'say' ? move.text : 'plus' };
    const told = await page.tell(psid, action);
    const pressable = buttonsIn(told.requests.map(({ body }) => body));
    if (pressable.length > 0) buttons = pressable;
    got.push(gotOf('text' in action ? action.text : 'title' in action ? action.title : '', told));
  }
  return got;
}

/** One message whose answer was not the same. */
export interface Difference {
  readonly customers: readonly [string, string];
  readonly after: string;
  readonly what: 'bytes' | 'length' | 'calls';
}

export interface PairReport {
  readonly pairs: number;
  readonly messages: number;
  readonly bytes: number;
  readonly differences: readonly Difference[];
  /** Milliseconds between the two customers of a pair, for each message, and between two dialogues of the same customer. */
  readonly between: readonly number[];
  readonly within: readonly number[];
}

export interface PairSettings {
  readonly pairs: number;
  readonly length: number;
  readonly seed: number;
  readonly level?: DisclosureLevel;
  /** Told whose turn it is. */
  readonly onCustomer?: (customerId: string) => void;
}

/** Two customers of the same country: the bank tells Guichet their language, and it answers in it. */
async function pickTwo(demo: DemoBank, random: Random): Promise<readonly [string, string]> {
  const localeOf = async (id: string): Promise<string> => (await demo.signInDirectly(id)).locale;
  const first = `customer-${random.below(1_000_000)}`;
  const locale = await localeOf(first);
  for (;;) {
    const second = `customer-${random.below(1_000_000)}`;
    if (second !== first && (await localeOf(second)) === locale) return [first, second];
  }
}

function compare(one: Got, other: Got): Difference['what'] | undefined {
  if (one.bytes.length !== other.bytes.length) return 'length';
  if (one.bytes !== other.bytes) return 'bytes';
  return one.calls === other.calls ? undefined : 'calls';
}

/** A dialogue of one customer, of another, and of the first one again. */
interface Thrice {
  readonly one: readonly Got[];
  readonly other: readonly Got[];
  readonly again: readonly Got[];
}

interface Pair {
  readonly two: readonly [string, string];
  readonly got: Thrice;
}

/** One dialogue three times, in random order. */
async function playThrice(stage: PairStage, { length, level = 'sealed', onCustomer }: PairSettings, random: Random): Promise<Pair> {
  const two = await pickTwo(stage.demo, random);
  const [first, second] = [await stage.demo.signInDirectly(two[0]), await stage.demo.signInDirectly(two[1])];
  const moves = randomDialogue(random, { language: first.locale?.startsWith('fr') ? 'fr' : 'en', length });
  const turns = [
    { key: 'one', id: two[0], customer: first },
    { key: 'other', id: two[1], customer: second },
    { key: 'again', id: two[0], customer: first },
  ] as const;
  const got = new Map<string, readonly Got[]>();
  const start = random.below(turns.length);
  for (const { key, id, customer } of [...turns.slice(start), ...turns.slice(0, start)]) {
    onCustomer?.(id);
    got.set(key, await play(stage, moves, { customer, level }));
  }
  return { two, got: { one: got.get('one') ?? [], other: got.get('other') ?? [], again: got.get('again') ?? [] } };
}

/** Pairs of customers, each with a dialogue of its own. */
export async function comparePairs(stage: PairStage, settings: PairSettings): Promise<PairReport> {
  const differences: Difference[] = [];
  const between: number[] = [];
  const within: number[] = [];
  let bytes = 0;
  for (let index = 0; index < settings.pairs; index += 1) {
    const { two, got } = await playThrice(stage, settings, createRandom(settings.seed + index));
    for (const [step, mine] of got.one.entries()) {
      const [theirs, again] = [got.other[step], got.again[step]];
      if (!theirs || !again) throw new RangeError('the dialogues of a pair have not the same length');
      const what = compare(mine, theirs);
      if (what) differences.push({ customers: two, after: mine.text, what });
      between.push(Math.abs(mine.ms - theirs.ms));
      within.push(Math.abs(mine.ms - again.ms));
      bytes += mine.bytes.length + theirs.bytes.length;
    }
  }
  return { pairs: settings.pairs, messages: between.length, bytes, differences, between, within };
}
