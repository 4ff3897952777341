import type restify from 'restify';
import { answerError, answerJson } from './answer.ts';
import type { EventStreams } from './event-stream.ts';
import type { Handler } from './guard.ts';
import { type JsonRefusal, readJson } from './read-json.ts';
import { resetInput, sayInput } from './say-input.ts';
import type { Simulator } from './simulator.ts';
import type { SimulatorCustomer } from './simulator-customer.ts';

interface ApiDeps {
  readonly simulator: Simulator;
  readonly streams: EventStreams;
  readonly guarded: (handler: Handler) => Handler;
}

/** The door for programs, which the page goes through too. */
export function mountApi(server: restify.Server, { simulator, streams, guarded }: ApiDeps): void {
  const customers = guarded(async (_req, res) => answerJson(res, 200, { customers: simulator.customers.map(shown) }));
  const thread = guarded(async (req, res) => answerJson(res, 200, simulator.thread(query(req, 'customer')).view()));
  const events = guarded(async (req, res) => {
    const thread = simulator.thread(query(req, 'customer'));
    if (streams.full) return answerError(res, 503, { code: 'busy', message: 'too many pages follow this simulator' });
    const resumed = req.headers['last-event-id'];
    streams.open(res, { thread, after: typeof resumed === 'string' ? resumed : query(req, 'after') || thread.events.lastId() });
  });
  const say = guarded(async (req, res) => {
    const { value, refusal } = await readJson(req, sayInput);
    if (refusal) return answerRefusal(res, refusal);
    answerJson(res, 200, await simulator.say(value));
  });
  const reset = guarded(async (req, res) => {
    const { value, refusal } = await readJson(req, resetInput);
    if (refusal) return answerRefusal(res, refusal);
    await simulator.reset(value.customer);
    answerJson(res, 200, { reset: value.customer });
  });

  server.get('/simulator/api/customers', customers);
  server.get('/simulator/api/thread', thread);
  server.get('/simulator/api/events', events);
  server.post('/simulator/api/say', say);
  server.post('/simulator/api/reset', reset);
}

function query(req: restify.Request, name: string): string {
  return new URL(req.url ?? '/', 'http://simulator.invalid').searchParams.get(name) ?? '';
}

/** What the page needs of a customer; the page-scoped id stays here. */
function shown({ id, name, language, locale, linked, description }: SimulatorCustomer): Omit<SimulatorCustomer, 'psid'> {
  return { id, name, language, locale, linked, description };
}

function answerRefusal(res: restify.Response, { status, code, message }: JsonRefusal): void {
  answerError(res, status, { code, message });
}
