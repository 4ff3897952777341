import type { History } from '../data/history.ts';
import type { ReferenceCodec } from '../data/reference-codec.ts';
import { type Answer, type Ask, bearerOf, type Route } from '../http/answer.ts';
import { isSameSecret } from '../http/is-same-secret.ts';
import type { System } from '../http/system.ts';
import { merchantCode } from '../shop-references.ts';
import { type Purchase, receiptBody } from './receipt-body.ts';

interface SumUpDeps {
  readonly history: History;
  readonly codec: ReferenceCodec;
  readonly apiKey: string;
  readonly now: () => Date;
}

const prefix = '/sumup';

function problem(status: number, title: string): Answer {
  const type = `https://developer.sumup.com/problem/${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return { status, body: { type, title, status } };
}

function error(status: number, code: string, message: string): Answer {
  return { status, body: { message, error_code: code } };
}

/** SumUp's receipts among the systems. */
export const sumUpSystem: System = {
  prefix,
  refuse: (status, message) =>
    status === 401 ? problem(401, 'Unauthorized') : error(status, status === 404 ? 'NOT_FOUND' : 'ERROR', message),
};

function findPurchase({ history, codec, now }: SumUpDeps, id: string): Purchase | undefined {
  const place = codec.decode('sumup', id.replaceAll('-', ''));
  const customer = place && history.customerByNumber(place.customerNumber);
  if (!customer) return undefined;
  const entry = history.entry(customer, place.slot, place);
  if (!entry?.merchant || !entry.basket || entry.atMs > now().getTime()) return undefined;
  return { id, customer, entry, merchant: entry.merchant, basket: entry.basket };
}

function receipt(deps: SumUpDeps, ask: Ask): Answer {
  if (!isSameSecret(bearerOf(ask), deps.apiKey)) return problem(401, 'Unauthorized');
  const code = ask.query.get('mid');
  if (code === null || !/^\w{1,40}$/.test(code)) return error(400, 'INVALID', 'is not a valid merchant code');
  const id = (ask.params['id'] ?? '').toLowerCase();
  const purchase = findPurchase(deps, id);
  if (!purchase || merchantCode(purchase.merchant) !== code) return error(404, 'NOT_FOUND', 'Resource not found');
  return { status: 200, body: receiptBody(purchase) };
}

/** `GET /v1.1/receipts/{transaction_id}?mid=` (SumUp API). */
export function sumUpRoutes(deps: SumUpDeps): readonly Route[] {
  return [{ method: 'GET', path: `${prefix}/v1.1/receipts/:id`, handle: (ask) => receipt(deps, ask) }];
}
