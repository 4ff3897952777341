import { h } from './dom.js';

const systems = {
  'uk-open-banking': 'UK Open Banking',
  'bank-sign-in': 'OpenID Connect',
  'card-services': 'Card services',
  sumup: 'SumUp',
  paypal: 'PayPal',
  'la-poste': 'La Poste',
};

/** The calls of one turn to other systems; those that are alike in one line, as `12 × 8 ms` on average. */
export function renderCalls({ calls, ms }, { t, format }) {
  if (calls.length === 0) return h('p', { class: 'nothing' }, t('panel.noCalls'));
  const alike = Map.groupBy(calls, ({ system, operation, outcome }) => [system, operation, outcome].join(' '));
  return h(
    'ul',
    { class: 'calls' },
    [...alike.values()].map((group) => renderGroup(group, ms, format)),
  );
}

function renderGroup(group, totalMs, format) {
  const [{ system, operation, outcome }] = group;
  const good = typeof outcome === 'number' && outcome < 400;
  const average = group.reduce((sum, { ms }) => sum + ms, 0) / group.length;
  const longest = Math.max(...group.map(({ ms }) => ms));
  const fill = h('span', { class: 'bar-fill' });
  fill.style.width = `${Math.min(100, Math.max(2, Math.round((100 * longest) / Math.max(totalMs, 1))))}%`;
  return h(
    'li',
    {},
    h('span', { class: 'call-name' }, h('strong', {}, systems[system] ?? system), h('code', {}, operation)),
    h('span', { class: good ? 'outcome good' : 'outcome bad' }, String(outcome)),
    h('span', { class: 'call-ms' }, `${group.length > 1 ? `${group.length} × ` : ''}${format.ms(average)}`),
    h('span', { class: 'bar', 'aria-hidden': 'true' }, fill),
  );
}
