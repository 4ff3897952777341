import { connectorErrorCodes } from '../../connectors/connector-error.ts';
import { threadCalls } from '../../secrecy/outgoing-message.ts';

/** What stands for everything that is not in a closed set. */
export const other = 'other';

/** The systems that are called, and what is asked of each. */
export const operations = {
  'uk-open-banking': ['accounts', 'balances', 'transactions', 'consent_create', 'consent_get', 'consent_delete'],
  'bank-sign-in': ['discovery', 'par', 'token', 'userinfo', 'jwks', 'revocation'],
  sumup: ['receipt'],
  paypal: ['token', 'trackers'],
  'la-poste': ['tracking'],
  'card-services': ['cards', 'freeze', 'fraud_report', 'operation'],
  chatwoot: [
    'members',
    'contact_search',
    'contact_create',
    'contact_delete',
    'conversation_list',
    'conversation_create',
    'message_list',
    'message_create',
    'status',
    'priority',
  ],
  messenger: ['send', 'mark_seen', 'typing_on', 'personas', ...threadCalls],
} as const;

/** Which reader decided what a message means; `outbox`: decided before, in a process that could not send the answer. */
export const sources = ['button', 'plain', 'classifier', 'model', 'none', 'outbox'] as const;

/** What Meta does to a Page whose bot violates its policies. */
export const policyActions = ['warning', 'block', 'unblock'] as const;

/** Why a turn could not do what was asked: the bank's side, or our own. */
export const failures = [...connectorErrorCodes, 'internal'] as const;

const operationsBySystem: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(operations));
const failuresOfCalls: readonly string[] = [...connectorErrorCodes, 'circuit_open', 'not_sent', 'no_answer'];

/** The value where it is one of the set. */
export function oneOf(set: readonly string[], value: string): string {
  return set.includes(value) ? value : other;
}

/** System and operation of a call, where both are known. */
export function callLabels(system: string, operation: string): { readonly system: string; readonly operation: string } {
  const known = operationsBySystem.get(system);
  return known ? { system, operation: oneOf(known, operation) } : { system: other, operation: other };
}

/** `2xx` to `5xx` for an HTTP status, or the name of what went wrong where no answer came. */
export function outcomeClass(outcome: number | string): string {
  if (typeof outcome === 'string') return oneOf(failuresOfCalls, outcome);
  return outcome >= 200 && outcome < 600 ? `${Math.floor(outcome / 100)}xx` : other;
}

const webhookOutcomes: ReadonlyMap<number, string> = new Map([
  [200, 'accepted'],
  [400, 'bad_request'],
  [401, 'bad_signature'],
  [413, 'too_large'],
  [503, 'unavailable'],
]);

/** What an answer to Meta means; undefined where the caller went away before there was one. */
export function webhookOutcome(status: number | undefined): string {
  return status === undefined ? 'aborted' : (webhookOutcomes.get(status) ?? 'failed');
}
