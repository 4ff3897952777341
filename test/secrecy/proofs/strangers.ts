import { createRandom, type Random } from '../../support/random.ts';
import { buttonsIn } from '../canary/buttons-in.ts';
import { createJudge } from '../canary/judge.ts';
import { openPageStage, type PageStage } from '../canary/page-stage.ts';
import { randomDialogue } from '../canary/random-dialogue.ts';
import type { Form, Proof, RunReport } from './proof.ts';

const sizes = { short: { moves: 6, presses: 40 }, long: { moves: 60, presses: 2_000 } } as const;

type Pressed = ReturnType<typeof buttonsIn>[number];

/** Every button that each customer has been given in a dialogue of so many moves. */
async function givenButtons({ stage, random, moves }: Talk): Promise<ReadonlyMap<string, readonly Pressed[]>> {
  const given = new Map<string, readonly Pressed[]>();
  for (const { id, language } of stage.customers) {
    await stage.begin(id, 'shown');
    const buttons: Pressed[] = [];
    for (const move of randomDialogue(random, { language, length: moves })) {
      if (move.kind === 'press') continue;
      const { requests } = await stage.page.tell(stage.psidOf(id), { kind: 'text', text: move.text });
      buttons.push(...buttonsIn(requests.map(({ body }) => body)));
    }
    given.set(id, buttons);
  }
  return given;
}

interface Talk {
  readonly stage: PageStage;
  readonly random: Random;
  readonly moves: number;
}

/** Somebody, and a button that somebody else was given; among those who were given any. */
function foreignPress(random: Random, given: ReadonlyMap<string, readonly Pressed[]>) {
  const owners = [...given].filter(([, buttons]) => buttons.length > 0);
  const [owner, buttons] = random.pick(owners);
  const stranger = random.pick([...given.keys()].filter((id) => id !== owner));
  const pressed = random.pick(buttons);
  const isOwnToo = given.get(stranger)?.some(({ payload }) => payload === pressed.payload) ?? false;
  return { owner, stranger, pressed, isOwnToo };
}

async function pressAsStrangers(stage: PageStage, form: Form): Promise<RunReport> {
  const { moves, presses } = sizes[form];
  const random = createRandom(20_261_130);
  const given = await givenButtons({ stage, random, moves });
  const judge = createJudge(stage.customers);
  const leaks: string[] = [];
  let [made, foreign, answers, own] = [0, 0, 0, 0];
  while (made < presses) {
    const { owner, stranger, pressed, isOwnToo } = foreignPress(random, given);
    const { requests } = await stage.page.tell(stage.psidOf(stranger), pressed);
    made += 1;
    if (!isOwnToo) foreign += 1;
    for (const { bytes, isMessage } of requests) {
      if (isMessage) answers += 1;
      const { forbidden, allowed } = judge.said(bytes, { customer: stranger, level: 'shown', typed: [pressed.title] });
      own += allowed;
      leaks.push(...forbidden.map(({ canary }) => `${stranger} got ${canary} by a button of ${owner}: ${pressed.title}`));
    }
  }
  const withoutButtons = [...given].filter(([, buttons]) => buttons.length === 0).map(([id]) => `${id} was given no button to pass on`);
  return {
    figures: {
      'buttons of others pressed': made,
      'of them not given to both': foreign,
      answers,
      'canaries of the one who pressed': own,
      'canaries of anybody else': leaks.length,
    },
    // Where nobody is told anything, nothing is tried.
    violations: [...leaks, ...withoutButtons, ...(own === 0 ? ['whoever pressed was told nothing of their own'] : [])],
  };
}

/** No identifier from the chat opens anything of somebody else: it is looked up among what belongs to the one who sends it. */
export const strangers: Proof = {
  id: 'strangers',
  title: 'Buttons that one customer was given tell another one nothing of the first',
  goal: '2 000 presses, 0 canaries of anybody else',
  async run(form) {
    const stage = await openPageStage({ store: 'sqlite' });
    try {
      return await pressAsStrangers(stage, form);
    } finally {
      await stage.stop();
    }
  },
};
