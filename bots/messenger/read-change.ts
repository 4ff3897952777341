import type { EventFields } from './read-element.ts';

/** Page fields whose `value` is a `messaging` element: the dashboard's "Test" button sends them this way. */
const messagingFields = new Set([
  'messages',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'messaging_postbacks',
  'messaging_optins',
  'messaging_referrals',
  'messaging_account_linking',
  'messaging_handovers',
  'messaging_policy_enforcement',
  'messaging_feedback',
  'response_feedback',
]);

export interface Change {
  readonly field: string;
  readonly value: unknown;
}

/** An element that is a `{field, value}` pair, or undefined. */
export function asChange(element: Readonly<Record<string, unknown>>): Change | undefined {
  const { field, value } = element;
  return typeof field === 'string' && value !== undefined ? { field, value } : undefined;
}

/** Whether the value of a change is to be read as a `messaging` element. */
export function isMessagingChange(change: Change): boolean {
  return messagingFields.has(change.field);
}

/**
 * What a change says that is no `messaging` element. The status of a utility template is announced under two names:
 * Meta's table of fields and Meta's page on utility messages differ.
 */
export function readChange(change: Change): EventFields | undefined {
  const isTemplate = change.field === 'message_template_status_update' || change.field === 'messenger_template_status_update';
  if (isTemplate) return { kind: 'template_status' };
  return { kind: 'unknown', fields: [change.field.slice(0, 64).toWellFormed()] };
}
