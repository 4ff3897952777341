import { byId, h } from './dom.js';

/** The customers as whom one may talk: a list where there is room, a menu where there is not. `choose(id)` is called for another one. */
export function createPeople(customers, choose) {
  const list = byId('people');
  const menu = byId('switch');
  menu.addEventListener('change', () => choose(menu.value));

  return {
    show(current) {
      const focused = list.contains(document.activeElement);
      list.replaceChildren(...customers.map((customer) => h('li', {}, renderCustomer(customer, { current, choose }))));
      menu.replaceChildren(...customers.map(({ id, name }) => h('option', { value: id }, name)));
      menu.value = current.id;
      if (focused) list.querySelector('[aria-pressed=true]')?.focus();
    },
  };
}

function renderCustomer(customer, { current, choose }) {
  const { id, name, description } = customer;
  return h(
    'button',
    { type: 'button', class: 'person', 'aria-pressed': String(id === current.id), onclick: () => choose(id) },
    h('span', { class: 'monogram', 'aria-hidden': 'true' }, initials(name)),
    h('span', { class: 'person-text' }, h('strong', {}, name), h('small', {}, description[current.language])),
  );
}

function initials(name) {
  const words = name.split(' ').filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
}
