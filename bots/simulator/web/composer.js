import { byId, h } from './dom.js';

/** The line in which the customer types: Enter sends, Shift+Enter begins a new line. `send(text)` is called with what was typed. */
export function createComposer(send) {
  const form = byId('composer');
  const field = byId('text');

  function fit() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 132)}px`;
    form.classList.toggle('ready', field.value.trim() !== '');
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    field.value = '';
    fit();
    send(text);
  });
  field.addEventListener('input', fit);
  field.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter picks a character.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return { focus: () => field.focus() };
}

/** The quick replies of the last message, as chips: they are gone once anything is said. */
export function createQuickReplies(press) {
  const strip = byId('quick-replies');
  return {
    show(message) {
      const options = message?.quick_replies ?? [];
      strip.replaceChildren(
        ...options.map(({ title, payload }) => h('button', { type: 'button', class: 'chip', onclick: () => press(payload, title) }, title)),
      );
      strip.hidden = options.length === 0;
    },
  };
}

/** What a first-time visitor may say, shown in an empty thread. */
export function createWelcome({ say, press }) {
  const welcome = byId('welcome');
  const list = byId('suggestions');
  return {
    translate(t) {
      const start = h(
        'button',
        { type: 'button', class: 'start', onclick: () => press('GET_STARTED', t('welcome.start')) },
        t('welcome.start'),
      );
      const suggestions = t('suggestions').map((text) =>
        h('button', { type: 'button', class: 'suggestion', onclick: () => say(text) }, text),
      );
      list.replaceChildren(...[...suggestions, start].map((button) => h('li', {}, button)));
    },
    show(visible) {
      welcome.hidden = !visible;
    },
  };
}
