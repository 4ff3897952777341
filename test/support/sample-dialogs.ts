import { type AnyDialog, dialogDefiner } from '../../engine/define-dialog.ts';
import { amount, chosen, count, dayOrPeriod, linkCode, merchantName } from '../../engine/slots/slots.ts';

/** What the sample dialogs are handed. `purchases` are ids such as `fnac-1`, narrowed by the merchant they begin with. */
export interface SampleServices {
  readonly purchases: readonly string[];
  /** Notes an effect under the frame that caused it. */
  act(frameId: string): void;
  /** Thrown by the dialog `broken`. */
  readonly failure: unknown;
  /** Whether the code proves the link; makes it. */
  link(code: string): boolean;
}

/** Defines a dialog on the services of the samples. */
export const defineSample = dialogDefiner<SampleServices>();
const inBoth = <Key extends string>(messages: Readonly<Record<Key, string>>) => ({ fr: messages, en: messages });
const examples = { fr: [], en: [] };
const common = { version: 1, description: 'sample', examples };

const search = defineSample({
  ...common,
  id: 'search',
  messages: inBoth({ title: 'Search', found: '{merchant}' }),
  slots: { merchant: merchantName.optional(), amount: amount.optional() },
  async run({ slots, say }) {
    say('found', { merchant: slots.merchant ?? '' }, { suggest: ['receipt', 'nowhere'] });
  },
});

const receipt = defineSample({
  ...common,
  id: 'receipt',
  messages: inBoth({ title: 'Receipt', 'ask.purchase': '?', 'none.purchase': '-', label: '{ref}', shown: '{ref}' }),
  slots: { merchant: merchantName.optional(), purchase: chosen },
  choices: {
    async purchase({ slots, purchases, message }) {
      const fitting = purchases.filter((ref) => ref.startsWith(slots.merchant ?? ''));
      return fitting.map((ref) => ({ id: ref, label: message('label', { ref }) }));
    },
  },
  async run({ slots, say }) {
    say('shown', { ref: slots.purchase });
  },
});

/** Two questions, then a yes, then an effect. */
const order = defineSample({
  ...common,
  id: 'order',
  messages: inBoth({ title: 'Order', 'ask.day': '?', 'invalid.day': '!', 'ask.amount': '?', confirm: '?', done: '.' }),
  confirm: true,
  slots: { day: dayOrPeriod, amount, merchant: merchantName.optional() },
  async run({ frameId, act, say }) {
    act(frameId);
    say('done');
  },
});

/** Refuses more than ten. */
const limit = defineSample({
  ...common,
  id: 'limit',
  messages: inBoth({ title: 'Limit', 'ask.count': '?', confirm: '?', too_many: '!', done: '{count}' }),
  confirm: true,
  slots: { count },
  async run({ slots, say, reject, act, frameId }) {
    if (slots.count > 10) return reject('count', 'too_many');
    act(frameId);
    say('done', { count: slots.count });
  },
});

/** One choice only, which is always refused. */
const stubborn = defineSample({
  ...common,
  id: 'stubborn',
  messages: inBoth({ title: 'Stubborn', 'ask.only': '?', 'none.only': '-', label: 'x', refused: '!' }),
  slots: { only: chosen },
  choices: { only: async ({ message }) => [{ id: 'only', label: message('label') }] },
  async run({ reject }) {
    reject('only', 'refused');
  },
});

/** Something chosen before and after what the customer says, and two slots of one kind. */
const gift = defineSample({
  ...common,
  id: 'gift',
  messages: inBoth({
    title: 'Gift',
    'ask.box': '?',
    'none.box': '-',
    'ask.purchase': '?',
    'none.purchase': '-',
    'invalid.purchase': '!',
    'ask.price': '?',
    label: '{ref}',
    confirm: '{merchant}',
    done: '.',
  }),
  confirm: true,
  slots: { box: chosen, merchant: merchantName.optional(), purchase: chosen, most: amount.optional(), price: amount },
  choices: {
    box: async ({ message }) => [{ id: 'red', label: message('label') }],
    async purchase({ slots, purchases, message }) {
      return purchases.filter((ref) => ref.startsWith(slots.merchant ?? '')).map((ref) => ({ id: ref, label: message('label', { ref }) }));
    },
  },
  async run({ act, frameId, say }) {
    act(frameId);
    say('done');
  },
});

const secret = defineSample({
  ...common,
  id: 'secret',
  messages: inBoth({ title: 'Secret', 'ask.amount': '?', told: '.' }),
  requires: { linked: true },
  slots: { amount: amount.optional() },
  async run({ say }) {
    say('told');
  },
});

const linkAccount = defineSample({
  ...common,
  id: 'link_account',
  messages: inBoth({ title: 'Link', 'ask.linkCode': '{tries}', wrong: '!', linked: '.', locked: '.' }),
  slots: { linkCode },
  ask: {
    async linkCode({ say, tries = 0 }) {
      say('ask.linkCode', { tries });
    },
  },
  async run({ slots, link, say, reject }) {
    if (slots.linkCode === '000000') return say('locked');
    if (!link(slots.linkCode)) return reject('linkCode', 'wrong');
    say('linked');
  },
});

const broken = defineSample({
  ...common,
  id: 'broken',
  messages: inBoth({ title: 'Broken', half: '.' }),
  slots: {},
  async run({ failure, say }) {
    say('half');
    throw failure;
  },
});

const smallTalk = (id: string, closing = false): AnyDialog =>
  defineSample({
    ...common,
    id,
    closing,
    messages: inBoth({ title: id, said: '.' }),
    slots: {},
    async run({ say }) {
      say('said');
    },
  });

/** Small dialogs that between them use every rule of the engine. */
export const sampleDialogs: readonly AnyDialog[] = [
  search,
  receipt,
  order,
  limit,
  stubborn,
  gift,
  secret,
  linkAccount,
  broken,
  smallTalk('hello'),
  smallTalk('help'),
  smallTalk('person'),
  smallTalk('bye', true),
];
