import { api, follow } from './api.js';
import { createComposer, createQuickReplies, createWelcome } from './composer.js';
import { byId } from './dom.js';
import { createFormat } from './format.js';
import { createPanel } from './panel.js';
import { createPeople } from './people.js';
import { stayAtEnd } from './stay-at-end.js';
import { loadTexts, translatePage } from './texts.js';
import { createThreadView } from './thread.js';

const [customers, textsOf] = await Promise.all([api.customers(), loadTexts()]);
const panel = createPanel();
const people = createPeople(customers, (id) => void open(id));
const composer = createComposer((text) => void say({ text }));
const quickReplies = createQuickReplies(press);
const welcome = createWelcome({ say: (text) => void say({ text }), press });
const notice = byId('notice');
const goToEnd = stayAtEnd(byId('thread'), byId('log'));

/** What is on the screen: one customer, their messages and turns. */
let shown;
let noticeTimer;

function press(payload, title) {
  void say({ payload, title });
}

async function say(input) {
  const { id } = shown.customer;
  quickReplies.show(undefined);
  focusComposer();
  try {
    await api.say({ customer: id, ...input });
  } catch (error) {
    if (shown.customer.id === id) tell(error.code);
  }
}

/** The pressed chip is gone: the focus goes where the next message is typed, except where that opens a keyboard on the screen. */
function focusComposer() {
  if (matchMedia('(hover: hover)').matches) composer.focus();
}

function tell(code) {
  notice.textContent = shown.t(`error.${code}`) ?? shown.t('error.other');
  notice.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(hideNotice, 8000);
}

function hideNotice() {
  notice.hidden = true;
}

async function open(id) {
  const customer = customers.find((candidate) => candidate.id === id) ?? customers[0];
  shown?.leave();
  const t = textsOf(customer.language);
  const tools = { t, format: createFormat(customer.locale), press, select: (turn) => select(turn) };
  const current = {
    customer,
    t,
    tools,
    entries: [],
    traces: {},
    selected: undefined,
    view: createThreadView(tools),
    leave: () => undefined,
  };
  shown = current;
  current.view.clear();
  quickReplies.show(undefined);
  translatePage(t, customer.language);
  people.show(customer);
  welcome.translate(t);
  hideNotice();
  history.replaceState(null, '', `#${customer.id}`);
  const view = await api.thread(customer.id).catch(() => undefined);
  if (shown !== current) return;
  if (!view) return void retry(current);
  load(current, view);
}

function retry(current) {
  tell('offline');
  setTimeout(() => shown === current && void open(current.customer.id), 2000);
}

function load(current, { entries, traces, typing, lastEventId }) {
  current.view.clear();
  current.entries = [...entries];
  current.traces = { ...traces };
  // What was said before this page was opened is no news to a screen reader.
  byId('log').ariaBusy = 'true';
  for (const entry of entries) current.view.add(entry);
  byId('log').ariaBusy = 'false';
  current.view.setTyping(typing);
  refresh();
  select(entries.at(-1)?.turn);
  goToEnd();
  current.leave = follow(current.customer.id, lastEventId, {
    event: (event) => shown === current && apply(event),
    reload: () => shown === current && void open(current.customer.id),
    line: (up) => shown === current && (up ? hideNotice() : tell('offline')),
  });
}

/** What an event changes; see `thread-events.ts`. */
const changes = {
  message({ entry }) {
    shown.entries.push(entry);
    shown.view.add(entry);
    refresh();
    if (entry.from !== 'customer') return;
    select(entry.turn);
    goToEnd();
  },
  status: ({ ids, status }) => shown.view.setStatus(ids, status),
  typing: ({ on }) => shown.view.setTyping(on),
  turn({ turn, trace, ids }) {
    shown.traces[turn] = trace;
    shown.entries = shown.entries.map((entry) => (ids.includes(entry.id) ? { ...entry, turn } : entry));
    shown.view.setTurn(ids, turn);
    if (shown.selected === turn) select(turn);
  },
  reset() {
    shown.entries = [];
    shown.traces = {};
    shown.view.clear();
    refresh();
    select(undefined);
  },
};

function apply(event) {
  changes[event.type]?.(event);
}

function refresh() {
  const last = shown.entries.at(-1);
  welcome.show(shown.entries.length === 0);
  quickReplies.show(last?.from === 'bot' ? last.body.message : undefined);
}

function select(turn) {
  shown.selected = turn;
  shown.view.select(turn);
  const mine = shown.entries.filter((entry) => entry.turn === turn && turn !== undefined);
  const text = mine.find(({ from }) => from === 'customer')?.text ?? '';
  const bodies = mine.flatMap((entry) => (entry.from === 'bot' ? [entry.body] : []));
  panel.show(turn === undefined ? undefined : { text, trace: shown.traces[turn], bodies }, shown.tools);
}

function togglePanel(on) {
  document.body.classList.toggle('panel-open', on);
  byId('phone').inert = on;
  byId('details').setAttribute('aria-expanded', String(on));
  byId(on ? 'panel-close' : 'details').focus();
}

function tickClock() {
  byId('clock').textContent = new Date().toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit' });
}

byId('reset').addEventListener('click', () => {
  api.reset(shown.customer.id).catch((error) => tell(error.code));
  focusComposer();
});
byId('details').addEventListener('click', (event) => {
  event.stopPropagation();
  togglePanel(true);
});
byId('panel-close').addEventListener('click', () => togglePanel(false));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && document.body.classList.contains('panel-open')) togglePanel(false);
});
document.addEventListener('click', ({ target }) => {
  const outside = byId('phone').inert && !byId('panel').contains(target);
  if (outside) togglePanel(false);
});
addEventListener('hashchange', () => void open(location.hash.slice(1)));
tickClock();
setInterval(tickClock, 10_000);
await open(location.hash.slice(1));
