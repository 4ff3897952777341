import { byId, h } from './dom.js';
import { renderDivider, renderRow, renderStatus } from './render-row.js';

const pauseMs = 15 * 60_000;
const groupMs = 60_000;

/**
 * The messages on the screen. `tools`: `{ t, format, press }` as for rendering, and `select(turn)`, called when the
 * customer picks a message. Elements are only ever added: a screen reader hears each message once.
 */
export function createThreadView(tools) {
  const log = byId('log');
  const rows = new Map();
  const typing = h(
    'div',
    { class: 'row bot typing', role: 'img', 'aria-label': tools.t('typing') },
    h('div', { class: 'bubble' }, h('i'), h('i'), h('i')),
  );
  let last;
  let selected;

  function add(entry) {
    if (rows.has(entry.id)) return;
    const at = new Date(entry.at);
    if (!last || at - last.at > pauseMs) log.append(renderDivider(at, tools));
    const row = renderRow(entry, at, tools);
    if (last && last.entry.from === entry.from && at - last.at < groupMs) {
      last.row.classList.add('joined-below');
      row.classList.add('joined-above');
    }
    last = { entry, at, row };
    rows.set(entry.id, { entry, row, turn: entry.turn });
    row.addEventListener('click', () => {
      const { turn } = rows.get(entry.id) ?? {};
      if (turn !== undefined) tools.select(turn);
    });
    log.append(row);
    if (typing.isConnected) log.append(typing);
    showSelection();
    showStatus();
  }

  function showStatus() {
    const mine = [...rows.values()].filter(({ entry }) => entry.from === 'customer');
    const lastSeen = mine.findLastIndex(({ entry }) => entry.status === 'seen');
    for (const [index, { entry, row }] of mine.entries()) {
      row.dataset.status = entry.status;
      row.classList.toggle('shows-status', index >= lastSeen || entry.status === 'failed');
      row.querySelector('.status').replaceChildren(renderStatus(entry.status, tools.t));
    }
  }

  function showSelection() {
    for (const { row, turn } of rows.values()) row.classList.toggle('selected', turn !== undefined && turn === selected);
  }

  return {
    add,
    setStatus(ids, status) {
      for (const id of ids) {
        const held = rows.get(id);
        if (held) held.entry = { ...held.entry, status };
      }
      showStatus();
    },
    setTyping(on) {
      if (on) log.append(typing);
      else typing.remove();
    },
    /** Tells which turn messages belong to, once it is known. */
    setTurn(ids, turn) {
      for (const id of ids) {
        const held = rows.get(id);
        if (held) held.turn = turn;
      }
      showSelection();
    },
    select(turn) {
      selected = turn;
      showSelection();
    },
    clear() {
      rows.clear();
      last = undefined;
      selected = undefined;
      log.replaceChildren();
    },
  };
}
