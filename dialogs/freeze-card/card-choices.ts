import type { CardTarget, CardView } from '../../connectors/ports/card-control.ts';
import type { Choice } from '../../engine/define-dialog.ts';
import type { MessageRef, ReplyArguments } from '../../engine/reply.ts';

/** Makes a reference to one of the dialog's sentences. */
export type Message = (
  key: 'choice.card' | 'choice.line' | 'choice.unnamed' | 'choice.all' | 'choice.all_line',
  args?: ReplyArguments,
) => MessageRef;

const allId = 'all';

/** One card as a choice. Where its digits may not be shown it is told by its place in the list. */
function cardChoice({ ref, label, state }: CardView, position: number, message: Message): Choice {
  const otherwise = message('choice.unnamed', { position });
  return {
    id: `card:${ref}`,
    label: { ...message('choice.card', { label }), otherwise },
    line: { ...message('choice.line', { label, state }), otherwise },
  };
}

export function allCards(message: Message): Choice {
  return { id: allId, label: message('choice.all'), line: message('choice.all_line') };
}

/** What the customer can choose from; of several cards also all of them. */
export function cardChoices(cards: readonly CardView[], message: Message): readonly Choice[] {
  const choices = cards.map((card, index) => cardChoice(card, index + 1, message));
  return choices.length > 1 ? [...choices, allCards(message)] : choices;
}

/** The card with these digits, whatever it is: the bank cannot be asked just now. */
export function byDigits(last4: string, message: Message): Choice {
  return { id: `last4:${last4}`, label: message('choice.unnamed', { position: 1 }) };
}

/** What a choice stands for. */
export function targetOf(choice: string): CardTarget {
  if (choice.startsWith('card:')) return { which: 'card', ref: choice.slice(5) };
  return choice.startsWith('last4:') ? { which: 'last4', last4: choice.slice(6) } : { which: 'all' };
}
