import { queueFilters } from '../../api/conversation.ts';
import type { Queue } from './queues.ts';

/** Where somebody is in the application; it stands in the address, so that it can be sent to a colleague and come back to. */
export interface Place {
  readonly page: 'inbox' | 'wallboard' | 'audit';
  readonly queue: Queue;
  readonly conversation: string | undefined;
}

/** Reads an address below `/desk`; what it does not know is the inbox. */
export function readPlace({ pathname, search }: { readonly pathname: string; readonly search: string }): Place {
  const [, , page, id] = pathname.split('/');
  const asked = new URLSearchParams(search).get('queue');
  const queue = queueFilters.find((one) => one === asked) ?? 'unassigned';
  if (page === 'wallboard' || page === 'audit') return { page, queue, conversation: undefined };
  return { page: 'inbox', queue, conversation: page === 'c' && id ? decodeId(id) : undefined };
}

function decodeId(id: string): string | undefined {
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/** The address of a place. */
export function printPlace({ page, queue, conversation }: Place): string {
  if (page !== 'inbox') return `/desk/${page}`;
  const path = conversation === undefined ? '/desk' : `/desk/c/${encodeURIComponent(conversation)}`;
  return queue === 'unassigned' ? path : `${path}?queue=${queue}`;
}
