import { h } from './dom.js';
import { renderButtons } from './render-buttons.js';
import { renderCarousel } from './render-carousel.js';
import { renderReceipt } from './render-receipt.js';
import { isEmojiOnly, textNodes } from './render-text.js';

/**
 * Draws the `message` of a Send API call. `tools`: `{ t, format, press }`, where `press(payload, title)` is called
 * when a button is pressed.
 */
export function renderMessage(message, tools) {
  if (message.text !== undefined) return renderText(message.text, tools.t);
  const { payload } = message.attachment;
  if (payload.template_type === 'button') return renderButtonTemplate(payload, tools);
  if (payload.template_type === 'generic') return renderCarousel(payload.elements, tools);
  return renderReceipt(payload, tools);
}

/** What somebody wrote, in a bubble. `dir=auto`: right-to-left scripts read from the right. */
export function renderText(text, t) {
  return h('div', { class: isEmojiOnly(text) ? 'bubble emoji' : 'bubble', dir: 'auto' }, textNodes(text, t));
}

function renderButtonTemplate({ text, buttons }, tools) {
  return h('div', { class: 'card' }, h('p', { class: 'card-text', dir: 'auto' }, textNodes(text, tools.t)), renderButtons(buttons, tools));
}
