import type { ReadingContext } from '../engine/reading.ts';
import type { Entities } from '../engine/slots/slot-kinds.ts';
import type { Classification } from './classifier/classifier.ts';
import type { Readers } from './create-understanding.ts';
import type { Evidence } from './decide.ts';
import { contentWords, tellsSomething } from './plain/content-words.ts';
import { isWholeRequest, namesEntry } from './plain/whole-request.ts';
import { isStatementLabel } from './readers/statement-label.ts';
import { plainWords } from './text/plain-words.ts';
import type { ReadableText } from './text/readable-text.ts';

/** What was read of a message that no plain reader takes at its word. */
export interface ReadMessage {
  readonly text: ReadableText;
  readonly classification: Classification;
  readonly entities: Entities;
  /** The text without its values. */
  readonly rest: string;
  readonly refersBack: boolean;
}

type Knowing = Pick<Readers, 'classifier' | 'dialogs' | 'takes' | 'slotsOf'>;

/** As many words may stand beside a value that is said alone. */
const fewWords = 1;

/** Puts together what a decision is made on. */
export function gatherEvidence(message: ReadMessage, { expecting, lastDialog }: ReadingContext, readers: Knowing): Evidence {
  const { text, classification, entities, rest, refersBack } = message;
  const words = plainWords(text.folded);
  const content = contentWords(rest);
  return {
    classification,
    entities,
    content,
    refersBack,
    expecting,
    knownContent: tellsSomething(content, readers.classifier.knows),
    isWhole: isWholeRequest(words),
    isBare: plainWords(rest).split(' ').length <= fewWords,
    isLabel: isStatementLabel(text),
    namesEntry: namesEntry(words),
    lastDialog: lastDialog !== undefined && readers.takes(lastDialog, entities) ? lastDialog : undefined,
    takers: readers.dialogs.filter((dialog) => readers.takes(dialog, entities)),
    slotsOf: readers.slotsOf,
  };
}
