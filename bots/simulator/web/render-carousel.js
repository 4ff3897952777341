import { h, icon } from './dom.js';
import { renderButtons } from './render-buttons.js';

/** A generic template: one card, or several to leaf through sideways. */
export function renderCarousel(elements, tools) {
  const cards = elements.map((element) => renderElement(element, tools));
  if (cards.length === 1) return cards[0];
  const strip = h('div', { class: 'carousel-strip', role: 'group', 'aria-label': tools.t('carousel.label'), tabindex: 0 }, cards);
  const [previous, next] = [renderArrow('previous', strip, tools.t), renderArrow('next', strip, tools.t)];
  const update = () => {
    previous.disabled = strip.scrollLeft < 4;
    next.disabled = strip.scrollLeft > strip.scrollWidth - strip.clientWidth - 4;
  };
  strip.addEventListener('scroll', update);
  new ResizeObserver(update).observe(strip);
  return h('div', { class: 'carousel' }, strip, previous, next);
}

function renderElement({ title, subtitle, buttons }, tools) {
  return h(
    'div',
    { class: 'card element' },
    h(
      'div',
      { class: 'card-text' },
      h('p', { class: 'card-title', dir: 'auto' }, title),
      subtitle && h('p', { class: 'card-subtitle', dir: 'auto' }, subtitle),
    ),
    buttons && renderButtons(buttons, tools),
  );
}

function renderArrow(direction, strip, t) {
  const step = direction === 'next' ? 1 : -1;
  const move = () => strip.scrollBy({ left: step * (strip.firstElementChild.offsetWidth + 8), behavior: 'smooth' });
  return h(
    'button',
    { type: 'button', class: `carousel-arrow ${direction}`, 'aria-label': t(`carousel.${direction}`), onclick: move },
    icon(direction),
  );
}
