import { describe, expect, test } from '@jest/globals';
import type { Reading, ReadingContext } from '../../engine/reading.ts';
import { count, linkCode, merchantName, view } from '../../engine/slots/slots.ts';
import type { ModelReply } from './ask-model.ts';
import { createSecondOpinion } from './create-second-opinion.ts';
import { opinionForm } from './opinion-form.ts';
import type { OpinionReport } from './opinion-outcome.ts';
import { createTokenBudget } from './token-budget.ts';

const dialogs = [
  {
    id: 'list',
    description: 'Wants a list.',
    slots: { merchant: merchantName.optional(), view: view.optional(), count: count.optional() },
  },
  { id: 'link', description: 'Wants to link.', slots: { code: linkCode } },
];
const unsure: Reading = { language: 'en', command: { type: 'unclear' }, entities: {}, dialog: null, score: 0.2, source: 'none' };
const context: ReadingContext = { now: new Date('2026-03-18T11:00:00Z'), timeZone: 'Europe/Paris' };
const payer = { customer: 'c', page: 'p' };
const text = 'could you show my things of Zorblatt please';

const says = (dialog: string, slots: Readonly<Record<string, string | null>> = {}): ModelReply => ({
  outcome: 'answered',
  value: { reading: { dialog, slots } },
  tokens: { input: 900, output: 50 },
});
const list = (slots = {}): ModelReply => says('list', { merchant: null, view: null, count: null, ...slots });

function setUp(reply: () => ModelReply, limits = { customer: 1e6, page: 1e6, day: 1e6 }) {
  let now = context.now.getTime();
  const asked: object[] = [];
  const reports: OpinionReport[] = [];
  const circuit: boolean[] = [];
  const clock = (): Date => new Date(now);
  const opinion = createSecondOpinion({
    ask: async (question) => {
      asked.push(question);
      return reply();
    },
    form: opinionForm(dialogs),
    budget: createTokenBudget({ limits, now: clock }),
    now: clock,
    ticks: () => now,
    onOpinion: (report) => void reports.push(report),
    onCircuit: (open) => void circuit.push(open),
  });
  const on = (first = unsure, more: Partial<Parameters<typeof opinion.on>[0]> = {}) => opinion.on({ text, first, context, payer, ...more });
  return { on, asked, reports, circuit, advance: (ms: number) => void (now += ms), outcomes: () => reports.map(({ outcome }) => outcome) };
}

describe('a second opinion', () => {
  test('is asked for with the blind sentence and the last dialog, and starts a dialog with values as the customer wrote them', async () => {
    const { on, asked } = setUp(() => list({ merchant: '[name_1]', view: 'sum' }));
    const reading = await on(unsure, { context: { ...context, lastDialog: 'list' } });
    expect(asked).toEqual([{ sentence: 'could you show my things of [name_1] please', lastDialog: 'list' }]);
    expect(reading).toEqual({
      language: 'en',
      command: { type: 'start', dialog: 'list' },
      entities: { merchant: 'Zorblatt', view: 'sum' },
      dialog: 'list',
      score: 0.2,
      source: 'model',
    });
  });

  test.each<[string, Reading, Partial<ReadingContext>]>([
    ['a sure start', { ...unsure, command: { type: 'start', dialog: 'list' } }, {}],
    ['a yes', { ...unsure, command: { type: 'affirm' } }, {}],
    ['a button', { ...unsure, command: { type: 'press_unknown' } }, {}],
    ['what is known to be none of ours', { ...unsure, command: { type: 'unclear', beyond: true } }, {}],
    ['another language', { ...unsure, command: { type: 'unclear', foreign: true } }, {}],
    ['anything while a yes or no is open', unsure, { expecting: { kind: 'confirmation', dialog: 'list' } }],
    ['anything while a code is asked for', unsure, { expecting: { kind: 'slot', dialog: 'link', slotKind: 'linkCode' } }],
  ])('is not asked for on %s', async (_name, first, more) => {
    const { on, asked } = setUp(() => list());
    expect(await on(first, { context: { ...context, ...more } })).toBe(first);
    expect(asked).toEqual([]);
  });

  test('gives values to the open dialog, and nothing where it has none', async () => {
    const expecting = { kind: 'slot', dialog: 'list', slotKind: 'merchant' } as const;
    const given = setUp(() => list({ merchant: '[name_1]' }));
    expect(await given.on(unsure, { context: { ...context, expecting } })).toMatchObject({
      command: { type: 'provide' },
      entities: { merchant: 'Zorblatt' },
    });
    const none = setUp(() => list());
    expect(await none.on(unsure, { context: { ...context, expecting } })).toBe(unsure);
  });

  test('changes nothing of what the embedded readers have read', async () => {
    const { on } = setUp(() => list({ merchant: '[merchant_1]', count: 'things' }));
    const reading = await on({ ...unsure, entities: { merchant: 'Zorblatt', view: 'list' } });
    expect(reading.entities).toEqual({ merchant: 'Zorblatt', view: 'list' });
  });

  test('drops every value that the customer has not written', async () => {
    for (const said of [
      'Evilshop',
      'the last 7',
      '7',
      '<b>x</b>',
      'https://evil.example',
      '[name_2]',
      '[number_1]',
      'x'.repeat(1_000_000),
      '',
    ]) {
      const { on } = setUp(() => list({ merchant: said, count: said }));
      expect((await on()).entities).toEqual({});
    }
  });

  test.each<[string, ModelReply]>([
    ['a dialog that does not exist', says('transfer_money')],
    ['a slot that the dialog does not have', says('list', { merchant: null, view: null, count: null, confirmed: 'yes' })],
    ['a code', says('link', { code: '123456' })],
    ['a value outside of a closed set', list({ view: 'everything' })],
    ['several readings', { outcome: 'answered', value: { reading: [{ dialog: 'list', slots: {} }] } }],
    ['a command', { outcome: 'answered', value: { reading: { type: 'affirm' } } }],
    ['nothing', { outcome: 'answered', value: null }],
  ])('takes nothing of an answer with %s', async (_name, reply) => {
    const { on, outcomes } = setUp(() => reply);
    expect(await on()).toBe(unsure);
    expect(outcomes()).toEqual(['off_form']);
  });

  test('is asked for once a day about the same blind sentence', async () => {
    const { on, asked, advance, outcomes } = setUp(() => list({ merchant: '[name_1]' }));
    await on();
    const other = await on(unsure, { text: text.replace('Zorblatt', 'Fizzgig'), payer: { customer: 'd', page: 'p' } });
    expect(other.entities).toEqual({ merchant: 'Fizzgig' });
    advance(24 * 3_600_000 + 1);
    await on();
    expect([asked.length, outcomes()]).toEqual([2, ['answered', 'cached', 'answered']]);
  });

  test('stops after five failures in a row, and is tried again half a minute later', async () => {
    let reply: ModelReply = { outcome: 'timed_out' };
    const { on, asked, circuit, outcomes } = setUp(() => reply);
    for (let index = 0; index < 7; index += 1) expect(await on()).toBe(unsure);
    expect([asked.length, circuit, outcomes().slice(5)]).toEqual([5, [true], ['circuit_open', 'circuit_open']]);
    reply = list();
    // The breaker has the clock of the machine.
    const real = Date.now;
    Date.now = () => real() + 31_000;
    try {
      expect((await on()).command).toEqual({ type: 'start', dialog: 'list' });
    } finally {
      Date.now = real;
    }
    expect(circuit).toEqual([true, false]);
  });

  test('a refusal is an answer, and opens no circuit', async () => {
    const { on, asked, circuit } = setUp(() => ({ outcome: 'refused' }));
    for (let index = 0; index < 7; index += 1) await on();
    expect([asked.length, circuit]).toEqual([7, []]);
  });

  test('keeps to the budgets of a customer, of a Page and of a day, for the day', async () => {
    const one = 1_500;
    const vary = (index: number): string => `${text} ${'really '.repeat(index + 1)}`;
    for (const [limits, others] of [
      [{ customer: one, page: 1e6, day: 1e6 }, 'answered'],
      [{ customer: 1e6, page: one, day: 1e6 }, 'over_budget'],
      [{ customer: 1e6, page: 1e6, day: one }, 'over_budget'],
    ] as const) {
      const { on, outcomes, advance } = setUp(() => list(), limits);
      await on(unsure, { text: vary(0) });
      await on(unsure, { text: vary(1) });
      await on(unsure, { text: vary(2), payer: { customer: 'other', page: 'p' } });
      advance(24 * 3_600_000 + 1);
      await on(unsure, { text: vary(3) });
      expect(outcomes()).toEqual(['answered', 'over_budget', others, 'answered']);
    }
  });

  test('a flood spends the budget of a day, and one question more at most', async () => {
    const limits = { customer: 1e9, page: 1e9, day: 20_000 };
    const { on, reports } = setUp(() => list(), limits);
    const words = 'account card money bank shop order parcel receipt list day week month year time place'.split(' ');
    const flood = Array.from(
      { length: 2_000 },
      (_, index) => `my ${words[index % 15]} ${words[Math.floor(index / 15) % 15]} ${words[Math.floor(index / 225)]}`,
    );
    for (const said of flood) await on(unsure, { text: said });
    const spent = reports.reduce((sum, { tokens }) => sum + (tokens ? tokens.input + tokens.output : 0), 0);
    expect(spent).toBeGreaterThan(limits.day / 2);
    expect(spent).toBeLessThanOrEqual(limits.day + 950);
  });

  test('leaves everybody but eight with the embedded answer while it is slow', async () => {
    const wait = Promise.withResolvers<ModelReply>();
    const reports: OpinionReport[] = [];
    const opinion = createSecondOpinion({
      ask: () => wait.promise,
      form: opinionForm(dialogs),
      budget: createTokenBudget({ limits: { customer: 1e6, page: 1e6, day: 1e6 }, now: () => context.now }),
      now: () => context.now,
      ticks: () => 0,
      onOpinion: (report) => void reports.push(report),
    });
    const all = Array.from({ length: 12 }, () => opinion.on({ text, first: unsure, context, payer }));
    await Promise.all(all.slice(8));
    expect(reports.map(({ outcome }) => outcome)).toEqual(['busy', 'busy', 'busy', 'busy']);
    wait.resolve(list());
    await Promise.all(all);
  });
});
