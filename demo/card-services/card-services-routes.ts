import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Customer } from '../data/customer.ts';
import type { Answer, Ask, Route } from '../http/answer.ts';
import { headerOf } from '../http/answer.ts';
import type { System } from '../http/system.ts';
import { type AccessDeps, findAccess } from '../open-banking/access.ts';
import type { Overlay } from '../overlay.ts';
import { cardsOf, createFrozenCards, type DemoCard } from './cards.ts';
import type { Operation, Operations } from './operations.ts';

export interface CardServicesDeps extends AccessDeps {
  readonly overlay: Overlay;
  readonly operations: Operations;
}

export const cardServicesPrefix = '/card-services/v1';

function problem(status: number, error: string): Answer {
  return { status, body: { error } };
}

const errors: Readonly<Record<number, string>> = { 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 429: 'too_many_requests' };

/** The card services among the systems. */
export const cardServicesSystem: System = {
  prefix: '/card-services',
  refuse: (status) => problem(status, errors[status] ?? (status >= 500 ? 'unavailable' : 'invalid_request')),
};

const freezeBodySchema = z.union([
  z.strictObject({ cards: z.array(z.string()).length(1) }),
  z.strictObject({ last4: z.string().regex(/^\d{4}$/) }),
  z.strictObject({ all: z.literal(true) }),
]);
const reportBodySchema = z.union([z.strictObject({}), z.strictObject({ accountId: z.string(), transactionId: z.string() })]);

function parseBody<Body>(schema: z.ZodType<Body>, body: string): Body | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function meant(cards: readonly DemoCard[], body: z.infer<typeof freezeBodySchema>): readonly DemoCard[] {
  if ('all' in body) return cards;
  return cards.filter(({ id, last4 }) => ('cards' in body ? body.cards.includes(id) : body.last4 === last4));
}

type Act = Omit<Operation, 'key'>;
type Asked = { readonly ask: Ask; readonly customer: Customer };

function listCards({ history, overlay }: CardServicesDeps, { customer }: Asked): Answer {
  const frozen = createFrozenCards(overlay);
  const cards = cardsOf(customer, history.seed).map((card) => ({ ...card, state: frozen.has(card.id) ? 'FROZEN' : 'ACTIVE' }));
  return { status: 200, body: { cards } };
}

function freeze({ history, overlay }: CardServicesDeps, { ask, customer }: Asked): Act | undefined {
  const body = parseBody(freezeBodySchema, ask.body);
  if (!body) return undefined;
  const cards = meant(cardsOf(customer, history.seed), body);
  const frozen = createFrozenCards(overlay);
  for (const card of cards) frozen.add(card.id);
  return { kind: 'FREEZE', state: cards.length > 0 ? 'DONE' : 'REFUSED' };
}

function report({ ask, customer }: Asked): Act | undefined {
  if (!parseBody(reportBodySchema, ask.body)) return undefined;
  const key = headerOf(ask, 'idempotency-key') ?? '';
  const digits = createHash('sha256').update(`${customer.number} ${key}`).digest('hex').slice(0, 8).toUpperCase();
  return { kind: 'FRAUD_REPORT', state: 'DONE', reference: `FR-${digits.slice(0, 4)}-${digits.slice(4)}` };
}

/** Carries out what a key is sent with, once. */
function carryOut({ operations }: CardServicesDeps, { ask, customer }: Asked, act: () => Act | undefined): Answer {
  const key = headerOf(ask, 'idempotency-key');
  if (key === undefined || !/^[\w-]{16,64}$/.test(key)) return problem(400, 'idempotency_key_required');
  const operation = operations.once({ customerId: customer.id, key, body: `${ask.path} ${ask.body}` }, act);
  if (operation === undefined) return problem(400, 'invalid_request');
  return operation === 'reused' ? problem(422, 'idempotency_key_reused') : { status: 200, body: operation };
}

function findOperation({ operations }: CardServicesDeps, { ask, customer }: Asked): Answer {
  const operation = operations.find(customer.id, ask.params['key'] ?? '');
  return operation ? { status: 200, body: operation } : problem(404, 'not_found');
}

/** The API of docs/card-services.md, with the customer's token. */
export function cardServicesRoutes(deps: CardServicesDeps): readonly Route[] {
  const route = (method: Route['method'], path: string, run: (asked: Asked) => Answer): Route => ({
    method,
    path: `${cardServicesPrefix}${path}`,
    handle: async (ask) => {
      const access = await findAccess(deps, ask);
      // Unknown, ended or withdrawn: the customer has to sign in again.
      if (!('consent' in access)) return problem(401, 'unauthorized');
      return run({ ask, customer: access.customer });
    },
  });
  return [
    route('GET', '/cards', (asked) => listCards(deps, asked)),
    route('POST', '/freezes', (asked) => carryOut(deps, asked, () => freeze(deps, asked))),
    route('POST', '/fraud-reports', (asked) => carryOut(deps, asked, () => report(asked))),
    route('GET', '/operations/:key', (asked) => findOperation(deps, asked)),
  ];
}
