import type { RecordStore } from '../../store/port.ts';
import { type BoothFlow, type BoothFlowParts, createBoothFlow } from './booth-flow.ts';
import { boothRecords } from './booth-records.ts';
import { type BoothSessions, createBoothSessions } from './booth-sessions.ts';

export type BoothServiceDeps = Omit<BoothFlowParts, 'records' | 'sessions'> & { readonly records: RecordStore };

/** The bank's own pages, where figures are read that may not stand in a Messenger bubble. */
export interface BoothService extends Pick<BoothFlow, 'offer'> {
  /** What the pages do. */
  readonly flow: Pick<BoothFlow, 'look' | 'start' | 'finish'>;
  readonly sessions: Pick<BoothSessions, 'touch' | 'close'>;
}

/**
 * Lets the customer of a conversation into the booth: by a one-time link and a strong sign-in of the very customer to whom the
 * conversation is linked. A link that somebody else gets hold of opens nothing.
 */
export function createBoothService({ records, ...deps }: BoothServiceDeps): BoothService {
  const kept = boothRecords(records);
  const sessions = createBoothSessions({ records: kept.sessions, now: deps.now });
  const flow = createBoothFlow({ ...deps, records: kept, sessions });
  return { offer: flow.offer, flow, sessions };
}
