import type { AccountSlot } from '../data/customer.ts';
import type { ReferenceCodec } from '../data/reference-codec.ts';
import type { Answer, Ask, Route } from '../http/answer.ts';
import { type Access, type AccessDeps, findAccess, missingPermission } from './access.ts';
import { accountBody } from './account-body.ts';
import { balanceBodies } from './balance-body.ts';
import { obCodes, obError } from './ob-error.ts';
import { readTransactions } from './read-transactions.ts';

export interface AccountRouteDeps extends AccessDeps {
  readonly prefix: string;
  readonly baseUrl: string;
  readonly codec: ReferenceCodec;
  readonly now: () => Date;
}

type Scope = Access & { readonly slots: readonly AccountSlot[] };

function single(self: string, data: unknown): Answer {
  return { status: 200, body: { Data: data, Links: { Self: self }, Meta: { TotalPages: 1 } } };
}

/** One account where the path names one, all of the customer's otherwise; undefined for somebody else's. */
function scopeOf({ codec }: AccountRouteDeps, access: Access, accountId: string | undefined): Scope | undefined {
  if (accountId === undefined) return { ...access, slots: access.customer.slots };
  const place = codec.decode('account', accountId);
  if (!place || place.customerNumber !== access.customer.number || !access.customer.slots.includes(place.slot)) return undefined;
  return { ...access, slots: [place.slot] };
}

function accounts(deps: AccountRouteDeps, scope: Scope, self: string): Answer {
  const missing = missingPermission(scope, ['ReadAccountsBasic', 'ReadAccountsDetail']);
  if (missing) return missing;
  const withDetail = scope.consent.permissions.includes('ReadAccountsDetail');
  const options = { seed: deps.history.seed, codec: deps.codec, withDetail };
  return single(self, { Account: scope.slots.map((slot) => accountBody(scope.customer, slot, options)) });
}

function balances(deps: AccountRouteDeps, scope: Scope, self: string): Answer {
  const missing = missingPermission(scope, ['ReadBalances']);
  if (missing) return missing;
  const now = deps.now();
  return single(self, { Balance: scope.slots.flatMap((slot) => balanceBodies(scope.customer, slot, { ...deps, now })) });
}

/** `/accounts`, `/balances`, `/transactions`, of all accounts or of one, with the customer's token. */
export function accountRoutes(deps: AccountRouteDeps): readonly Route[] {
  const get = (path: string, run: (ask: Ask, scope: Scope, self: string) => Answer): Route => ({
    method: 'GET',
    path: `${deps.prefix}${path}`,
    handle: async (ask) => {
      const access = await findAccess(deps, ask);
      if (!('consent' in access)) return access;
      const scope = scopeOf(deps, access, ask.params['AccountId']);
      if (!scope) return obError(400, { code: obCodes.notFound, message: 'No such account.', path: 'AccountId' });
      return run(ask, scope, `${deps.baseUrl}${ask.path.slice(deps.prefix.length)}`);
    },
  });
  const readEntries = (ask: Ask, scope: Scope, self: string): Answer =>
    readTransactions(ask, scope, { history: deps.history, codec: deps.codec, nowMs: deps.now().getTime(), self });
  return [
    get('/accounts', (_ask, scope, self) => accounts(deps, scope, self)),
    get('/accounts/:AccountId', (_ask, scope, self) => accounts(deps, scope, self)),
    get('/balances', (_ask, scope, self) => balances(deps, scope, self)),
    get('/accounts/:AccountId/balances', (_ask, scope, self) => balances(deps, scope, self)),
    get('/transactions', readEntries),
    get('/accounts/:AccountId/transactions', readEntries),
  ];
}
