import type { OutgoingCard, OutgoingMessage, OutgoingOption } from '../../secrecy/outgoing-message.ts';
import { cutTitle } from './cut-title.ts';
import { renderButtons } from './render-buttons.ts';
import type { RenderedParts } from './render-text.ts';
import type { SendBody, SendCard } from './send-body.ts';
import { splitText } from './split-text.ts';
import { codePoints, textLimits } from './text-limits.ts';

interface RenderedCard {
  /** Undefined where the card has nothing but a title: Meta refuses such an element. */
  readonly element: SendCard | undefined;
  /** What the element could not show in full. */
  readonly lines: readonly string[];
  readonly options: readonly OutgoingOption[];
}

function renderCard(card: OutgoingCard): RenderedCard {
  const { buttons, overflowLines, overflowOptions } = renderButtons(card.buttons);
  const subtitle = card.subtitle?.trim() ?? '';
  const whole = [card.title.trim(), ...(subtitle === '' ? [] : [subtitle])];
  const isBare = subtitle === '' && buttons.length === 0;
  const isCut = whole.some((line) => codePoints(line) > textLimits.cardLine);
  const element = {
    title: cutTitle(card.title, textLimits.cardLine),
    ...(subtitle === '' ? {} : { subtitle: cutTitle(subtitle, textLimits.cardLine) }),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
  return {
    element: isBare ? undefined : element,
    lines: [...(isBare || isCut ? [whole.join('\n')] : []), ...overflowLines],
    options: overflowOptions,
  };
}

function carousels(elements: readonly SendCard[]): SendBody[] {
  const count = Math.ceil(elements.length / textLimits.cards);
  return Array.from({ length: count }, (_, index) => ({
    attachment: {
      type: 'template',
      payload: { template_type: 'generic', elements: elements.slice(index * textLimits.cards, (index + 1) * textLimits.cards) },
    },
  }));
}

/**
 * Cards as generic templates, ten to a carousel. What a card cannot show in full is written out before the carousel,
 * so that nothing the customer is to read ends in `…` only.
 */
export function renderCards(message: Extract<OutgoingMessage, { kind: 'cards' }>): RenderedParts {
  const cards = message.cards.map(renderCard);
  const text = cards.flatMap((card) => card.lines).join('\n\n');
  const elements = cards.flatMap((card) => (card.element ? [card.element] : []));
  return {
    bodies: [...splitText(text).map((part) => ({ text: part })), ...carousels(elements)],
    options: [...(message.options ?? []), ...cards.flatMap((card) => card.options)],
  };
}
