import { closeFrame } from '../frames.ts';
import { startOptions } from '../start-options.ts';
import type { Frame } from '../state.ts';
import { type EngineKey, type Turn, tell } from '../turn.ts';

type Group = 'unavailable' | 'busy' | 'sign_in' | 'not_found';

/** The closed set of a connector's error codes, grouped by what the customer can do about it. */
const groupOf: ReadonlyMap<string, Group> = new Map([
  ['bank_unavailable', 'unavailable'],
  ['protocol_violation', 'unavailable'],
  ['bad_request', 'unavailable'],
  ['rate_limited', 'busy'],
  ['consent_expired', 'sign_in'],
  ['sca_required', 'sign_in'],
  ['forbidden_scope', 'sign_in'],
  ['not_found', 'not_found'],
]);

/** The engine may not know connectors: an error is told by its `code`. Anything but a short name is not let into a log. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^\w{1,60}$/.test(code)) return code;
  return error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'unknown';
}

/** What is said. Where it is not the bank that fails, the customer is not told that it is. */
function sentenceFor(group: Group, error: unknown): EngineKey {
  const isPartner = error instanceof Error && 'party' in error && error.party === 'partner';
  return isPartner && (group === 'unavailable' || group === 'busy') ? 'failure.partner' : `failure.${group}`;
}

/** What the customer can do instead of waiting. */
function wayOut(group: Group): readonly string[] {
  if (group === 'sign_in') return ['link_account'];
  return group === 'not_found' ? [] : ['person'];
}

/** The conversation's own store is away: there is nothing honest to say, and nothing is lost if the turn is done again. */
const retried = 'store_unavailable';

/**
 * Ends a dialog whose connector could not answer, with an honest sentence. What the failing step had said already is taken back:
 * half an answer of a bank is worse than none.
 * @param keep how many replies of the turn stand.
 * @throws what was thrown, where no system outside is to blame: whoever runs the turn does it again, or sets its event aside.
 */
export function failFrame(turn: Turn, frame: Frame, failure: { readonly error: unknown; readonly keep: number }): void {
  const code = codeOf(failure.error);
  const group = groupOf.get(code);
  if (!group) {
    if (code !== retried) turn.log?.error({ dialog: frame.dialog, code }, 'a dialog failed');
    throw failure.error;
  }
  turn.replies.length = failure.keep;
  closeFrame(turn, frame);
  tell(turn, sentenceFor(group, failure.error), { options: startOptions(turn.plans, wayOut(group)) });
  turn.events.push(`failed ${code}`);
}
