import { decodeButton } from '../../engine/button.ts';
import type { Question } from '../turns/answer.ts';
import { isDocumentsPress } from './answer-documents.ts';

/** The one thing a customer can have done without whoever holds the conversation: a card blocked. */
const safe = 'freeze_card';

/** Whether a button blocks a card, or answers what is asked for that, or leads to a document that was handed over. Only buttons: words are for the person who is there. */
export function isSafePress({ input, state }: Pick<Question, 'input' | 'state'>): boolean {
  if (isDocumentsPress({ input })) return true;
  const button = input.kind === 'button' ? decodeButton(input.payload) : undefined;
  if (button?.kind === 'start') return button.dialog === safe;
  return button !== undefined && state.frames.at(-1)?.dialog === safe;
}
