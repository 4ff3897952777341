import { h, icon } from './dom.js';
import { renderMessage, renderText } from './render-message.js';

/** The time above what is said after a pause. */
export function renderDivider(at, { t, format }) {
  const today = at.toDateString() === new Date().toDateString();
  return h(
    'p',
    { class: 'divider' },
    h('time', { datetime: at.toISOString() }, `${today ? t('today') : format.day(at)} ${format.time(at)}`),
  );
}

/** One message with what belongs to it: who said it, when, and how far it has come. */
export function renderRow(entry, at, tools) {
  const { t, format, select } = tools;
  const time = h('time', { class: 'row-time', datetime: entry.at }, format.time(at));
  if (entry.from === 'bot') {
    const avatar = h('img', { class: 'avatar', src: '/simulator/assets/icon.svg', alt: '', width: 28, height: 28 });
    return h(
      'div',
      { class: 'row bot' },
      avatar,
      h('div', { class: 'content' }, speaker(t('from.bot')), renderMessage(entry.body.message, tools), time),
    );
  }
  const inspect = h(
    'button',
    {
      type: 'button',
      class: 'inspect',
      'aria-label': t('panel.select', { text: entry.text.slice(0, 60) }),
      onclick: () => select(entry.turn),
    },
    icon('info'),
  );
  return h(
    'div',
    { class: 'row customer' },
    inspect,
    h('div', { class: 'content' }, speaker(t('from.customer')), renderText(entry.text, t), time),
    h('span', { class: 'status' }),
  );
}

function speaker(words) {
  return h('span', { class: 'hidden' }, words);
}

/** How far a message has come, as Messenger's small mark beside it. */
export function renderStatus(status, t) {
  const words = h('span', { class: 'hidden' }, t(`status.${status}`));
  const image = {
    seen: () => h('img', { src: '/simulator/assets/icon.svg', alt: '', width: 14, height: 14 }),
    sent: () => icon('tick'),
    failed: () => icon('warning'),
    sending: () => h('i'),
  }[status]();
  return h('span', { class: `mark ${status}`, title: t(`status.${status}`) }, image, words);
}
