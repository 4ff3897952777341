import type { Answer, Ask, Route } from '../http/answer.ts';
import { headerOf } from '../http/answer.ts';
import type { System } from '../http/system.ts';
import { obError } from './ob-error.ts';

/** Path of the account information API, as its published description has it. */
export const openBankingPrefix = '/open-banking/v4.0/aisp';

/** Every answer of the standard carries the interaction id of its request, or one of its own. */
export function withInteractionId(routes: readonly Route[], newId: () => string): readonly Route[] {
  return routes.map((route) => ({
    ...route,
    handle: async (ask: Ask): Promise<Answer> => {
      const given = headerOf(ask, 'x-fapi-interaction-id');
      const answer = await route.handle(ask);
      const id = given !== undefined && /^[\w-]{1,64}$/.test(given) ? given : newId();
      return { ...answer, headers: { ...answer.headers, 'x-fapi-interaction-id': id } };
    },
  }));
}

/** The account information API among the systems. */
export function openBankingSystem(newId: () => string): System {
  return {
    prefix: '/open-banking',
    refuse: (status, message) => ({ ...obError(status, { message }), headers: { 'x-fapi-interaction-id': newId() } }),
  };
}
