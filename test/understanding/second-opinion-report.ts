import { dialogForm } from '../../bots/compose/second-opinion.ts';
import { buildUnderstanding } from '../../bots/compose/speech.ts';
import { readConfig } from '../../bots/config.ts';
import { createRandom } from '../../understanding/random.ts';
import type { ModelQuestion } from '../../understanding/second-opinion/ask-model.ts';
import { createSecondOpinion, isUnsure } from '../../understanding/second-opinion/create-second-opinion.ts';
import { createTokenBudget } from '../../understanding/second-opinion/token-budget.ts';
import { readConversations } from '../support/read-conversations.ts';
import { evaluationContext, type Judged, judgeSentences, percentOf } from './report.ts';

/** What a second opinion is worth and costs, with a model that is scripted to be right so often. */
export interface SecondOpinionFigures {
  readonly sentences: number;
  /** Those of which the embedded readers are unsure: the hard part. */
  readonly hard: number;
  /** Shares in per cent. */
  readonly asked: number;
  readonly hardRightBefore: number;
  readonly hardRightAfter: number;
  readonly rightBefore: number;
  readonly rightAfter: number;
  /** Of one question, by the length of what is sent: four bytes a token, three where it is JSON. */
  readonly inputTokens: number;
  /** In the currency of the prices, nothing being in the cache. */
  readonly costOf1000Conversations: number;
}

export interface SecondOpinionSettings {
  /** How often the model is right, 0 to 1. */
  readonly rightness: number;
  /** Of a million tokens. */
  readonly prices: { readonly input: number; readonly output: number };
}

const answerTokens = 40;
const bytesPerToken = 4;

/** How many messages that are typed a conversation of the suite has. */
function messagesOfAConversation(): number {
  const conversations = readConversations();
  const typed = conversations.flatMap(({ transcript: { turns } }) => turns.filter(({ act }) => act.kind === 'text'));
  return typed.length / conversations.length;
}

/** The second readings, by a model that is right that often, and otherwise says anything. */
async function readAgain(judged: readonly Judged[], rightness: number) {
  const random = createRandom(7);
  const dialogs = [...new Set(judged.flatMap(({ expected }) => expected ?? []))];
  const questions: ModelQuestion[] = [];
  let meant: string | null = null;
  const opinion = createSecondOpinion({
    async ask(question) {
      questions.push(question);
      const anything = dialogs[Math.floor(random() * dialogs.length)] ?? null;
      return { outcome: 'answered', value: random() < rightness ? meant : anything };
    },
    // Slots are of no interest here.
    form: { ...dialogForm(), read: (answer) => ({ dialog: typeof answer === 'string' ? answer : undefined, said: {} }) },
    budget: createTokenBudget({ limits: { customer: 1e9, page: 1e9, day: 1e9 }, now: () => evaluationContext.now }),
    now: () => evaluationContext.now,
    ticks: () => 0,
    onOpinion: () => undefined,
  });
  const after: (string | null)[] = [];
  for (const { text, expected, reading: first } of judged) {
    meant = expected;
    after.push((await opinion.on({ text, first, context: evaluationContext, payer: { customer: text, page: 'p' } })).dialog);
  }
  return { after, questions };
}

/** About how many tokens one question has. */
function tokensOf({ sentence }: ModelQuestion): number {
  const { instructions, schemaTokens } = dialogForm();
  return Math.ceil((instructions.length + sentence.length) / bytesPerToken) + schemaTokens;
}

/** Reads the evaluation set with and without a second opinion. */
export async function measureSecondOpinion({ rightness, prices }: SecondOpinionSettings): Promise<SecondOpinionFigures> {
  const understanding = buildUnderstanding();
  const judged = [...(await judgeSentences(understanding, 'fr')), ...(await judgeSentences(understanding, 'en'))];
  const { after, questions } = await readAgain(judged, rightness);
  const both = judged.map(({ expected, reading }, index) => ({
    isHard: isUnsure(reading, {}),
    before: reading.dialog === expected,
    after: (after[index] ?? null) === expected,
  }));
  const hard = both.filter(({ isHard }) => isHard);
  const right = (list: typeof both, when: 'before' | 'after'): number => percentOf(list.filter((each) => each[when]).length, list.length);
  const inputTokens = Math.max(...questions.map(tokensOf));
  const costOfOne = (inputTokens * prices.input + answerTokens * prices.output) / 1_000_000;
  return {
    sentences: judged.length,
    hard: hard.length,
    asked: percentOf(questions.length, judged.length),
    hardRightBefore: right(hard, 'before'),
    hardRightAfter: right(hard, 'after'),
    rightBefore: right(both, 'before'),
    rightAfter: right(both, 'after'),
    inputTokens,
    costOf1000Conversations: Number((1000 * messagesOfAConversation() * (questions.length / judged.length) * costOfOne).toFixed(3)),
  };
}

/** The prices that the configuration has where nothing else is said. */
export function defaultPrices(): SecondOpinionSettings['prices'] {
  const { model } = readConfig({ OPENAI_API_KEY: 'none' });
  return model?.prices ?? { input: 0, output: 0 };
}

// `npm run -s understand:second-opinion` prints the figures.
if (import.meta.main) {
  for (const rightness of [1, 0.9, 0.5])
    console.log(rightness, JSON.stringify(await measureSecondOpinion({ rightness, prices: defaultPrices() })));
}
