import type { CustomerInput, Reading, ReadingContext, Understanding } from '../../engine/reading.ts';
import { handingWords } from '../../secrecy/typed-only.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { SecondOpinion } from '../../understanding/second-opinion/create-second-opinion.ts';
import type { Address } from '../inbound.ts';
import type { OpenedSession } from './customer-session.ts';

export interface TypedReaders {
  readonly understanding: Understanding;
  /** There where the bank has a language model read what is not understood. */
  readonly secondOpinion?: SecondOpinion | undefined;
}

/** What was typed, without what was taken out of it, and by whom. */
export interface Typed {
  readonly input: CustomerInput;
  readonly context: ReadingContext;
  readonly session: Pick<OpenedSession, 'allowsModel'>;
  readonly conversation: ConversationKey;
  readonly address: Pick<Address, 'recipient'>;
}

/**
 * Reads what was typed; where the embedded readers are unsure, there is a second opinion, and this customer has allowed it, also by that.
 * A message that was nothing but a secret, which was taken out of it, wants nothing.
 */
export async function readTyped({ understanding, secondOpinion }: TypedReaders, typed: Typed): Promise<Reading> {
  const { input, context, session, conversation, address } = typed;
  const words = input.kind === 'text' ? handingWords(input.text) : undefined;
  if (words !== undefined) {
    const { language } = await understanding.read({ kind: 'text', text: words }, context);
    return { language, command: { type: 'redacted' }, entities: {}, dialog: null, score: 0, source: 'plain' };
  }
  const first = await understanding.read(input, context);
  if (!secondOpinion || !session.allowsModel || input.kind !== 'text') return first;
  return secondOpinion.on({ text: input.text, first, context, payer: { customer: conversation, page: address.recipient.id } });
}
