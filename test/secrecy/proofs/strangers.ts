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

async function pressAsStrangers(stage: PageStage, form: Form): Promise<RunReport> {
  const { moves, presses } = sizes[form];
  const random = createRandom(20_261_130);
  const given = await givenButtons({ stage, random, moves });
  const judge = createJudge(stage.customers);
  const leaks: string[] = [];
  let answers = 0;
  let own = 0;
  for (let count = 0; count < presses; count += 1) {
    const [stranger, owner] = [random.pick(stage.customers), random.pick(stage.customers)];
    const buttons = given.get(owner.id) ?? [];
    if (stranger === owner || buttons.length === 0) continue;
    const pressed = random.pick(buttons);
    const { requests } = await stage.page.tell(stage.psidOf(stranger.id), pressed);
    for (const { bytes, isMessage } of requests) {
      if (isMessage) answers += 1;
      const { forbidden, allowed } = judge.said(bytes, { customer: stranger.id, level: 'shown', typed: [pressed.title] });
      own += allowed;
      leaks.push(...forbidden.map(({ canary }) => `${stranger.id} got ${canary} by a button of ${owner.id}: ${pressed.title}`));
    }
  }
  return {
    figures: {
      'buttons of others pressed': presses,
      answers,
      'canaries of the one who pressed': own,
      'canaries of anybody else': leaks.length,
    },
    // Where nobody is told anything, nothing is tried.
    violations: [...leaks, ...(own === 0 ? ['whoever pressed was told nothing of their own'] : [])],
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
