/** What the simulator answered when it did not do as asked; `code` is one of its error codes. */
export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

async function ask(path, options) {
  const response = await fetch(`/simulator/api/${path}`, options).catch(() => undefined);
  if (!response) throw new ApiError('offline', 'the simulator cannot be reached');
  const answer = await response.json();
  if (!response.ok) throw new ApiError(answer.error?.code ?? 'other', answer.error?.message ?? String(response.status));
  return answer;
}

function post(path, body) {
  return ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export const api = {
  customers: async () => (await ask('customers')).customers,
  thread: (customer) => ask(`thread?customer=${encodeURIComponent(customer)}`),
  say: (input) => post('say', input),
  reset: (customer) => post('reset', { customer }),
};

const types = ['message', 'status', 'typing', 'turn', 'reset'];

/**
 * Follows a thread from one event on. `on.event` gets each event, `on.reload` is called when events were missed for good,
 * `on.line` says whether the line is up. The browser comes back by itself after a cut, with the id of the last event.
 */
export function follow(customer, after, on) {
  const source = new EventSource(`/simulator/api/events?customer=${encodeURIComponent(customer)}&after=${encodeURIComponent(after)}`);
  for (const type of types) source.addEventListener(type, ({ data }) => on.event(JSON.parse(data)));
  source.addEventListener('reload', () => on.reload());
  source.addEventListener('open', () => on.line(true));
  source.addEventListener('error', () => {
    on.line(false);
    // An answer that is no stream ends the source for good: it is up to us to come back.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => on.reload(), 2000);
  });
  return () => source.close();
}
