import { byId, h } from './dom.js';
import { renderCalls } from './panel-calls.js';

/** The side that shows what happened behind one turn. */
export function createPanel() {
  const body = byId('panel-body');

  return {
    /** `turn`: `{ text, trace, bodies }`, or undefined where nothing was said yet; the trace is absent while the turn runs. */
    show(turn, { t, format }) {
      if (!turn)
        body.replaceChildren(h('div', { class: 'panel-empty' }, h('h3', {}, t('panel.empty.title')), h('p', {}, t('panel.empty.text'))));
      else if (!turn.trace) body.replaceChildren(quote(turn.text), h('p', { class: 'panel-waiting' }, t('panel.waiting')));
      else body.replaceChildren(...renderTurn(turn, { t, format }));
    },
  };
}

function quote(text) {
  return h('blockquote', { class: 'said', dir: 'auto' }, text);
}

function renderTurn({ text, trace, bodies }, { t, format }) {
  return [
    h(
      'div',
      { class: 'panel-top' },
      quote(text),
      h('p', { class: 'total' }, h('strong', {}, format.ms(trace.ms)), h('span', {}, t('panel.total'))),
    ),
    section(t('panel.understood'), understood(trace, { t, format })),
    section(t('panel.slots'), slots(trace.slots, t)),
    section(
      t('panel.events'),
      h(
        'ol',
        { class: 'events' },
        trace.events.map((event) => h('li', {}, event)),
      ),
    ),
    section(t('panel.calls'), renderCalls(trace, { t, format })),
    h(
      'details',
      { class: 'bodies' },
      h('summary', {}, t('panel.bodies', { count: bodies.length })),
      bodies.map((sent) => h('pre', { tabindex: 0 }, JSON.stringify(sent, undefined, 2))),
    ),
  ];
}

function section(title, ...content) {
  return h('section', { class: 'panel-section' }, h('h3', {}, title), content);
}

/** What says for certain what is meant: there was nothing to understand. */
const pressed = new Set(['button', 'outbox']);

function understood(trace, { t, format }) {
  const known = trace.dialog !== null;
  return h(
    'dl',
    { class: 'facts' },
    fact(t('panel.dialog'), known ? h('code', {}, trace.dialog) : h('em', {}, t('panel.noDialog'))),
    pressed.has(trace.source) ? [] : fact(t('panel.score'), score(trace.score, format)),
    fact(t('panel.language'), t(`language.${trace.language}`) ?? trace.language),
    fact(t('panel.source'), t(`source.${trace.source}`) ?? trace.source),
    fact(t('panel.owner'), t(`owner.${trace.owner}`) ?? trace.owner),
  );
}

function fact(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function score(value, format) {
  const fill = h('span', { class: 'bar-fill' });
  fill.style.width = `${Math.round(value * 100)}%`;
  return h('span', { class: 'score' }, h('span', { class: 'bar', 'aria-hidden': 'true' }, fill), format.percent(value));
}

function slots(values, t) {
  const entries = Object.entries(values);
  if (entries.length === 0) return h('p', { class: 'nothing' }, t('panel.noSlots'));
  return h(
    'dl',
    { class: 'facts' },
    entries.map(([name, value]) => fact(name, h('code', {}, words(value)))),
  );
}

/** A slot's value on one line. */
function words(value) {
  if (value === null || typeof value !== 'object') return String(value);
  if ('from' in value && 'to' in value) return value.from === value.to ? words(value.from) : `${words(value.from)} – ${words(value.to)}`;
  if (Array.isArray(value)) return value.map((item) => words(item)).join(', ');
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${words(inner)}`)
    .join(' · ');
}
