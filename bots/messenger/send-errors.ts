/** What to do about a Send API call that did not answer with a message id. */
export const sendActions = ['retry', 'wait', 'stop_page', 'never', 'unknown', 'sent', 'plainer'] as const;
/**
 * `retry`: certainly not sent, try again soon. `wait`: throttled, not before the time given. `stop_page`: nothing more from
 * this Page until somebody has looked. `never`: this message will not go. `unknown`: may have been sent; only its
 * echo tells. `sent`: it was sent all the same. `plainer`: the same without a template.
 */
export type SendAction = (typeof sendActions)[number];

/** How far a failure reaches: this message, all to this person, or everything of the Page. */
export type SendScope = 'message' | 'person' | 'page';

interface Row {
  readonly code?: number;
  readonly subcode?: number;
  readonly action: SendAction;
  readonly reason: string;
  readonly scope?: SendScope;
  readonly alarm?: true;
  readonly mostRounds?: number;
}

const throttled = { action: 'wait', reason: 'throttled', scope: 'page' } as const;
const window = { action: 'never', reason: 'outside_window', scope: 'person' } as const;
const unavailable = { action: 'never', reason: 'person_unavailable', scope: 'person' } as const;
const restricted = { action: 'stop_page', reason: 'page_restricted', scope: 'page', alarm: true } as const;
const permission = { action: 'never', reason: 'permission_missing', scope: 'page', alarm: true } as const;
const noMatch = { action: 'never', reason: 'unknown_person', scope: 'person' } as const;
const media = { action: 'never', reason: 'media_refused' } as const;
const ownedElsewhere = { action: 'never', reason: 'thread_owned_elsewhere', scope: 'person' } as const;
const abusive = { action: 'never', reason: 'too_many_to_person', scope: 'person', alarm: true } as const;
const malformed = { action: 'never', reason: 'bad_request', alarm: true } as const;

/**
 * Meta's errors of the Send API (error reference of 2026-06; 10/1893063, 1200, 1893029 and 2018416 as seen in production).
 * The first row that fits decides: those with a subcode stand before those of the code alone.
 */
const rows: readonly Row[] = [
  { code: 1, subcode: 1357046, action: 'sent', reason: 'sent_with_error' },
  { code: 10, subcode: 2018278, ...window },
  { code: 10, subcode: 2018065, ...window },
  { code: 10, subcode: 2534022, ...window },
  { code: 10, subcode: 1545041, ...window },
  { code: 10, subcode: 2018108, ...unavailable },
  { code: 10, subcode: 2018336, action: 'plainer', reason: 'feature_blocked_in_region' },
  { code: 10, subcode: 1893063, ...restricted },
  { code: 100, subcode: 33, ...malformed },
  { code: 100, subcode: 2018001, ...noMatch },
  { code: 100, subcode: 2018008, ...media },
  { code: 100, subcode: 2018047, ...media },
  { code: 100, subcode: 2018074, ...media },
  { code: 100, subcode: 2018109, ...media },
  { code: 100, subcode: 2018294, ...media },
  { code: 100, subcode: 2018014, ...malformed },
  { code: 100, subcode: 1893029, ...malformed },
  { code: 100, subcode: 2534037, ...ownedElsewhere },
  { code: 200, subcode: 1545041, ...unavailable },
  { code: 200, subcode: 2018028, ...permission },
  { code: 613, subcode: 2018338, ...abusive },
  { code: 613, subcode: 1893016, ...abusive },
  // Printed now as code, now as subcode.
  { subcode: 2018300, ...ownedElsewhere },
  { subcode: 2018321, ...ownedElsewhere },
  { subcode: 2018171, ...ownedElsewhere },
  { subcode: 2018416, ...malformed },
  { code: 1, action: 'unknown', reason: 'unknown_error' },
  { code: 2, action: 'unknown', reason: 'temporary_error' },
  { code: 4, ...throttled },
  { code: 17, ...throttled },
  { code: 32, ...throttled },
  { code: 613, ...throttled },
  { code: 80001, ...throttled },
  { code: 80002, ...throttled },
  { code: 80006, ...throttled },
  { code: 10, ...permission },
  { code: 100, ...malformed },
  { code: 190, action: 'stop_page', reason: 'token_invalid', scope: 'page', alarm: true },
  { code: 200, ...permission },
  { code: 230, action: 'never', reason: 'profile_consent_missing' },
  { code: 551, ...unavailable },
  { code: 1200, action: 'retry', reason: 'temporary_failure', mostRounds: 3 },
  { code: 2022, ...restricted },
  { code: 10303, action: 'never', reason: 'linking_token_invalid' },
  { code: 2018171, ...ownedElsewhere },
  { code: 2018300, ...ownedElsewhere },
  { code: 2018321, ...ownedElsewhere },
  { code: 2018416, ...malformed },
];

/** What is known of the failure: the HTTP status, and Meta's codes where the body was Meta's. */
export interface SendError {
  readonly status: number;
  readonly code?: number;
  readonly subcode?: number;
}

export interface SendVerdict {
  readonly action: SendAction;
  /** From a closed set, for logs and counters. */
  readonly reason: string;
  readonly scope: SendScope;
  /** Somebody has to look at this. */
  readonly alarm: boolean;
  /** How many rounds of tries it is worth; as many as patience allows where it is left out. */
  readonly mostRounds?: number;
}

function byStatus(status: number): Row {
  if (status === 429) return throttled;
  // The server, or something before it, broke down after it had the message.
  if (status === 408 || status >= 500) return { action: 'unknown', reason: 'server_error' };
  // An answer of success without a message id: most likely sent.
  if (status >= 200 && status < 300) return { action: 'unknown', reason: 'unreadable_answer' };
  return { action: 'never', reason: 'unexpected_answer', alarm: true };
}

function rowFor({ status, code, subcode }: SendError): Row {
  if (code === undefined) return byStatus(status);
  const fits = (row: Row): boolean =>
    (row.code === undefined || row.code === code) && (row.subcode === undefined || row.subcode === subcode);
  const known = rows.find(fits);
  if (known) return known;
  return status === 429 || status >= 500 ? byStatus(status) : { action: 'never', reason: 'unlisted_error', alarm: true };
}

/** What to do about an error. An error that is not listed is not tried again, and somebody is told. */
export function judgeSendError(error: SendError): SendVerdict {
  const { action, reason, scope = 'message', alarm = false, mostRounds } = rowFor(error);
  return { action, reason, scope, alarm, ...(mostRounds === undefined ? {} : { mostRounds }) };
}
