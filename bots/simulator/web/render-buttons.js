import { h, icon } from './dom.js';
import { link } from './render-text.js';

/** Up to three buttons below one another: what opens a page, what is pressed. */
export function renderButtons(buttons, { t, press }) {
  const items = buttons.map((button) =>
    button.type === 'web_url'
      ? withIcon(link(button.url, button.title, t, 'card-button'))
      : h('button', { type: 'button', class: 'card-button', onclick: () => press(button.payload, button.title) }, button.title),
  );
  return h('div', { class: 'card-buttons' }, items);
}

function withIcon(element) {
  element.append(icon('open'));
  return element;
}
