import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { decodeButton } from '../engine/button.ts';
import type { Command, CustomerInput, Reading, ReadingContext, Understanding } from '../engine/reading.ts';
import type { Entities, SlotKind } from '../engine/slots/slot-kinds.ts';
import { slotMeta } from '../engine/slots/slots.ts';
import type { Language } from '../i18n/language.ts';
import type { Classifier } from './classifier/classifier.ts';
import { createModelStore } from './classifier/model-store.ts';
import { obtainClassifier } from './classifier/obtain-classifier.ts';
import { classifyMessage } from './classify-message.ts';
import { completeReading } from './complete-reading.ts';
import { dayOrderOf } from './day-order.ts';
import { decide, startScore } from './decide.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { createLanguageDetector, explicitWish, isOnlyLanguageWish, type LanguageDetector, undecidedLanguage } from './language.ts';
import outOfScopeExamples from './out-of-scope.json' with { type: 'json' };
import { readReference } from './plain/correction.ts';
import { createNeedReader, type NeedReader } from './plain/person.ts';
import { createPlainReader, type PlainReader } from './plain/plain-reader.ts';
import { pointsBack } from './plain/pointing.ts';
import { placeIn } from './plain/position.ts';
import { readCard } from './readers/card-reader.ts';
import { createEntityReader, type EntityReader, type EntityReading } from './readers/entity-reader.ts';
import type { DayOrder } from './readers/period/either-order.ts';
import { exampleTokens } from './text/example-tokens.ts';
import { plainWords } from './text/plain-words.ts';
import { withoutPoliteness } from './text/politeness.ts';
import { type ReadableText, readableText } from './text/readable-text.ts';
import { readWishes } from './wishes.ts';

/** Sentences of both languages. */
export interface ExampleSentences {
  readonly fr: readonly string[];
  readonly en: readonly string[];
}

/** A dialog as far as understanding needs it. */
export interface UnderstoodDialog {
  readonly id: string;
  readonly examples: ExampleSentences;
  /** What it can be told; without it, every value is taken to be for it. */
  readonly slots?: Readonly<Record<string, z.ZodType>>;
}

export interface UnderstandingSettings {
  /** The dialogs there are, with what customers write to begin them. */
  readonly dialogs: readonly UnderstoodDialog[];
  /** What nothing here can help with; the file beside this one unless given. */
  readonly outOfScope?: ExampleSentences;
  /** The same seed and examples give the same readings. */
  readonly seed?: number;
  /** Folder in which the trained classifier is kept; beside the installed packages unless given. */
  readonly modelFolder?: string;
}

const defaultSeed = 20_260_318;
const defaultModelFolder = fileURLToPath(new URL('../node_modules/.cache/guichet', import.meta.url));

/** Trains the readers, or takes the classifier from where it was kept, and returns the understanding of messages. */
export function createUnderstanding(settings: UnderstandingSettings): Understanding {
  const { dialogs, outOfScope = outOfScopeExamples, seed = defaultSeed, modelFolder = defaultModelFolder } = settings;
  const classifier = obtainClassifier(
    [
      ...dialogs.flatMap(({ id, examples }) =>
        [...examples.fr, ...examples.en].map((text) => ({ tokens: exampleTokens(text), dialog: id })),
      ),
      ...[...outOfScope.fr, ...outOfScope.en].map((text) => ({ tokens: exampleTokens(text), dialog: null })),
    ],
    { seed, models: createModelStore(modelFolder) },
  );
  const need = createNeedReader(classifier.knows);
  const samples = (language: Language): readonly (readonly string[])[] =>
    [...dialogs.flatMap(({ examples }) => examples[language]), ...outOfScope[language]].map(wordsOf);
  const readers: Readers = {
    classifier,
    language: createLanguageDetector({ fr: samples('fr'), en: samples('en') }),
    entities: createEntityReader(),
    need,
    plain: createPlainReader(new Set(dialogs.map(({ id }) => id)), need),
    dialogs: dialogs.map(({ id }) => id),
    ...createSlotKnowledge(dialogs),
  };
  return { read: async (input, context) => completeReading(readInput(input, context, readers), { input, need }) };
}

/** Everything that takes part in reading a message. */
export interface Readers {
  readonly classifier: Classifier;
  readonly language: LanguageDetector;
  readonly entities: EntityReader;
  readonly plain: PlainReader;
  readonly need: NeedReader;
  readonly dialogs: readonly string[];
  takes(dialog: string, entities: Entities): boolean;
  slotsOf(dialog: string): ReadonlySet<string> | undefined;
}

/** Tells whether a dialog has a slot for any of the values: "and at Carrefour?" after a greeting is no follow-up. */
function createSlotKnowledge(dialogs: readonly UnderstoodDialog[]): Pick<Readers, 'takes' | 'slotsOf'> {
  const kindsOf = new Map(
    dialogs.map(({ id, slots }) => [id, slots && new Set<string>(Object.values(slots).map((slot) => slotMeta(slot).kind))]),
  );
  return {
    slotsOf: (dialog) => kindsOf.get(dialog),
    takes: (dialog, entities) => {
      const kinds = kindsOf.get(dialog);
      return kindsOf.has(dialog) && (kinds === undefined || Object.keys(entities).some((kind) => kinds.has(kind)));
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return plainWords(readableText(text).folded).split(/[ ']/);
}

function readInput(input: CustomerInput, context: ReadingContext, readers: Readers): Reading {
  const nothing = { language: context.language ?? undecidedLanguage, entities: {}, dialog: null, score: 0 };
  if (input.kind === 'attachment') return { ...nothing, command: { type: 'unreadable' }, source: 'none' };
  if (input.kind === 'text') return readText(readableText(input.text), context, readers);
  const button = decodeButton(input.payload);
  if (!button) return { ...nothing, command: { type: 'press_unknown' }, source: 'button' };
  const started = button.kind === 'start' ? { dialog: button.dialog, score: 1 } : {};
  return { ...nothing, ...started, command: { type: 'press', button }, source: 'button' };
}

function readText(text: ReadableText, context: ReadingContext, readers: Readers): Reading {
  const words = plainWords(text.folded);
  const list = words.split(/[ ']/);
  const { expecting, lastDialog, now, timeZone } = context;
  const { kept, refersBack } = readReference(withoutPoliteness(text));
  const slotKind = expecting?.kind === 'slot' ? { expecting: expecting.slotKind } : {};
  const seen = { now, timeZone, dayOrder: dayOrderFor(list, context, readers) };
  const read = (expected: { readonly expecting?: SlotKind }): EntityReading => readers.entities.read(kept, { ...seen, ...expected });
  const said = read(slotKind);
  const classification = classifyMessage(text, readers);
  // "And Pret?": after an answer about one shop, a word that means nothing else is another.
  const another = refersBack && !expecting && lastDialog !== undefined && isEmpty(said) && classification.score < startScore;
  const { entities, rest } =
    another && readers.takes(lastDialog, { merchant: '?' })
      ? read({ expecting: 'merchant' })
      : withAskedCard(said, kept.folded, expecting && readers.slotsOf(expecting.dialog));
  // The name of a shop is of no language.
  const name = new Set(entities.merchant === undefined ? [] : wordsOf(entities.merchant));
  const language =
    explicitWish(list) ??
    readers.language.detect(
      list.filter((word) => !name.has(word)),
      context.language,
    );
  if (isOnlyLanguageWish(list)) return { language, entities: {}, ...answerInNewLanguage(context) };
  const plain = readers.plain({ clean: text.clean, words, expecting });
  if (plain) {
    const dialog = plain.type === 'start' ? plain.dialog : null;
    const command = inList(plain, words, { readers, lastDialog });
    const more = { ...cardFor(dialog, text, readers), ...(readers.need(words)?.urgent ? ({ urgency: 'fraud' } as const) : {}) };
    return { language, command, entities: { ...entities, ...more }, dialog, score: dialog === null ? 0 : 1, source: 'plain' };
  }
  const decided = decide(gatherEvidence({ text, classification, entities, rest, refersBack }, context, readers));
  const decision = isEmpty({ entities, rest }) ? { ...decided, command: inList(decided.command, words, { readers, lastDialog }) } : decided;
  if (decision.command.type === 'start' && pointsBack(words) && Object.keys(entities).every((kind) => kind === 'direction'))
    return { language, entities, ...decision, command: { ...decision.command, follows: true } };
  const wishes = decision.command.type === 'start' ? readWishes(text, { ...seen, readers }) : undefined;
  if (wishes) return { language, ...wishes };
  return { language, entities: { ...cardFor(decision.dialog, text, readers), ...entities }, ...decision };
}

interface Listing {
  readonly readers: Pick<Readers, 'slotsOf'>;
  /** The dialog that answered last. */
  readonly lastDialog: string | undefined;
}

/** "The receipt of the second one": for a dialog that can go on with what was shown; without any wish, for the one that has shown it. */
function inList(command: Command, words: string, { readers, lastDialog }: Listing): Command {
  const dialog = command.type === 'unclear' ? lastDialog : command.type === 'start' ? command.dialog : undefined;
  const listed = dialog !== undefined && readers.slotsOf(dialog)?.has('subject') ? placeIn(words) : undefined;
  return dialog === undefined || listed === undefined ? command : { type: 'start', dialog, listed };
}

function dayOrderFor(words: readonly string[], { language, locale }: ReadingContext, readers: Readers): DayOrder {
  return dayOrderOf(explicitWish(words) ?? readers.language.detect(words, language), locale);
}

/** Which card is meant, where the dialog is about cards: elsewhere "visa" and four digits mean other things. */
function cardFor(dialog: string | null | undefined, { folded }: ReadableText, { slotsOf }: Readers): Pick<Entities, 'card'> {
  if (dialog == null || !slotsOf(dialog)?.has('card')) return {};
  const { mention } = readCard(folded, false);
  return mention ? { card: mention } : {};
}

/** "The Mastercard", "4471", when the open question is which card. */
function withAskedCard(said: EntityReading, folded: string, slots: ReadonlySet<string> | undefined): EntityReading {
  if (!slots?.has('card')) return said;
  const { mention } = readCard(folded, true);
  return mention ? { entities: { ...said.entities, card: mention }, rest: readCard(said.rest, true).rest } : said;
}

function isEmpty({ entities }: EntityReading): boolean {
  return Object.keys(entities).length === 0;
}

/** Somebody who only asks for the other language is asked the open question again, or told what there is. */
function answerInNewLanguage({ expecting }: ReadingContext): Pick<Reading, 'command' | 'dialog' | 'score' | 'source'> {
  if (expecting) return { command: { type: 'provide' }, dialog: expecting.dialog, score: 1, source: 'plain' };
  return { command: { type: 'start', dialog: 'help' }, dialog: 'help', score: 1, source: 'plain' };
}
