import { z } from 'zod';
import type { Reading, ReadingContext } from '../../engine/reading.ts';
import { type Entities, type SlotKind, slotKindSchema, slotKinds } from '../../engine/slots/slot-kinds.ts';
import { dayOrderOf } from '../day-order.ts';
import { readCard } from '../readers/card-reader.ts';
import type { EntityReader } from '../readers/entity-reader.ts';
import { readableText } from '../text/readable-text.ts';
import type { BlindSentence } from './blind-sentence.ts';
import type { Opinion } from './opinion-form.ts';

export interface OpinionContext {
  readonly first: Reading;
  readonly context: ReadingContext;
  readonly blind: BlindSentence;
  readonly entities: EntityReader;
}

/** One value by its own reader, as if the customer had answered the question for it with these words alone. */
function readValue(kind: SlotKind, words: string, { first, context, entities }: OpinionContext): unknown {
  const text = readableText(words);
  if (kind === 'card') return readCard(text.folded, true).mention;
  const { now, timeZone, locale } = context;
  const expecting = kind === 'price' ? 'amount' : kind;
  const seen = { now, timeZone, dayOrder: dayOrderOf(first.language, locale), expecting };
  return entities.read(text, seen).entities[expecting];
}

/** A value of a closed set as it is; anything else only where the words are the customer's. */
function valueOf(kind: SlotKind, said: string, asked: OpinionContext): unknown {
  if (slotKinds[kind] instanceof z.ZodEnum) return said;
  const words = asked.blind.original(said);
  return words === undefined ? undefined : readValue(kind, words, asked);
}

function valuesOf({ said }: Opinion, asked: OpinionContext): Entities {
  const found = slotKindSchema.options.flatMap((kind) => {
    const words = said[kind];
    const value = words === undefined ? undefined : slotKinds[kind].safeParse(valueOf(kind, words, asked));
    return value?.success ? [[kind, value.data]] : [];
  });
  return Object.fromEntries(found);
}

/**
 * Makes commands of an opinion, of two kinds only: a start of a dialog, or values for the one that is open. What the embedded readers
 * have read of the message stays; the opinion adds to it.
 */
export function readOpinion(opinion: Opinion, asked: OpinionContext): Reading {
  const { first, context } = asked;
  const { dialog } = opinion;
  if (dialog === undefined) return first;
  const entities = { ...valuesOf(opinion, asked), ...first.entities };
  const { expecting } = context;
  const isOpen = expecting?.dialog === dialog && !(expecting.kind === 'choice' && expecting.offer);
  if (isOpen && Object.keys(entities).length === 0) return first;
  const command = isOpen ? ({ type: 'provide' } as const) : ({ type: 'start', dialog } as const);
  return { language: first.language, command, entities, dialog, score: first.score, source: 'model' };
}
