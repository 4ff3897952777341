import type { Reading, ReadingContext } from '../../engine/reading.ts';
import { createEntityReader } from '../readers/entity-reader.ts';
import { type BlindSentence, blindSentence } from './blind-sentence.ts';
import { createGuardedModel, type GuardedModelDeps, type JudgedOpinion } from './guarded-model.ts';
import type { OpinionReport } from './opinion-outcome.ts';
import { readOpinion } from './read-opinion.ts';
import type { Payer } from './token-budget.ts';

/** A message that the embedded readers have read. */
export interface OpinionWish {
  readonly text: string;
  readonly first: Reading;
  readonly context: ReadingContext;
  readonly payer: Payer;
}

/** Reads once more what the embedded readers are unsure of. */
export interface SecondOpinion {
  /** Never rejects: where there is no opinion, the first reading counts. */
  on(wish: OpinionWish): Promise<Reading>;
}

export interface SecondOpinionDeps extends GuardedModelDeps {
  /** Takes the report of each message that was unsure. Must not throw. */
  readonly onOpinion: (report: OpinionReport) => void;
}

/** A sentence with fewer words that a stranger may read says nothing to one. */
const leastReadable = 2;

/** Whether the embedded readers would ask back. What they know to be none of ours, or in another language, is no doubt; nor is a yes or no. */
export function isUnsure({ command }: Reading, { expecting }: Pick<ReadingContext, 'expecting'>): boolean {
  if (expecting?.kind === 'confirmation' || (expecting?.kind === 'slot' && expecting.slotKind === 'linkCode')) return false;
  return command.type === 'clarify' || (command.type === 'unclear' && !command.beyond && !command.foreign);
}

/** Shows a model the blind sentence, at most once a message, and makes commands of what it says. */
export function createSecondOpinion({ onOpinion, ...deps }: SecondOpinionDeps): SecondOpinion {
  const entities = createEntityReader();
  const askModel = createGuardedModel(deps);

  async function judge(blind: BlindSentence | undefined, { context: { lastDialog }, payer }: OpinionWish): Promise<JudgedOpinion> {
    if (blind === undefined || blind.readable < leastReadable) return { outcome: 'blind' };
    return askModel({ sentence: blind.sentence, ...(lastDialog === undefined ? {} : { lastDialog }) }, payer);
  }

  return {
    async on(wish) {
      const { text, first, context } = wish;
      if (!isUnsure(first, context)) return first;
      const blind = blindSentence(text, first.entities);
      const { opinion, ...report } = await judge(blind, wish);
      onOpinion(report);
      return opinion && blind ? readOpinion(opinion, { first, context, blind, entities }) : first;
    },
  };
}
