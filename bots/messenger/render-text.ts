import type { OutgoingMessage, OutgoingOption } from '../../secrecy/outgoing-message.ts';
import { renderButtons } from './render-buttons.ts';
import type { SendBody } from './send-body.ts';
import { splitText } from './split-text.ts';
import { textLimits } from './text-limits.ts';

/** Bodies of one message, and the quick replies that its last body is to carry. */
export interface RenderedParts {
  readonly bodies: readonly SendBody[];
  readonly options: readonly OutgoingOption[];
}

/** The end of a text that fits into a button template, and what has to be said before it. */
function splitForButtons(text: string): { before: readonly string[]; last: string } {
  const parts = splitText(text);
  const end = parts.at(-1) ?? '';
  const last = splitText(end, textLimits.buttonTemplateText).at(-1) ?? '';
  const before = end.slice(0, end.length - last.length).trimEnd();
  return { before: [...parts.slice(0, -1), ...(before === '' ? [] : [before])], last };
}

/** A text, in as many messages as it needs; with buttons, the last one is a button template (text at most 640). */
export function renderText(message: Extract<OutgoingMessage, { kind: 'text' }>): RenderedParts {
  const { buttons, overflowLines, overflowOptions } = renderButtons(message.buttons);
  const options = [...(message.options ?? []), ...overflowOptions];
  const text = [message.text, ...overflowLines].join('\n\n');
  if (buttons.length === 0) return { bodies: splitText(text).map((part) => ({ text: part })), options };
  const { before, last } = splitForButtons(text);
  const payload = { template_type: 'button' as const, text: last === '' ? '…' : last, buttons };
  return { bodies: [...before.map((part) => ({ text: part })), { attachment: { type: 'template', payload } }], options };
}
