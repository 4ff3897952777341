import { inTime } from '../in-time.ts';
import type { Log } from '../log.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';

/** How long each step of the end may take, in milliseconds: together less than the 10 seconds after which a process is killed. */
const patience = { requestsMs: 3_000, turnsMs: 5_000, connectionsMs: 1_500 } as const;

export interface StopSteps {
  /** Takes no new requests and finishes those under way. */
  closeDoor(): Promise<void>;
  readonly worker: TurnWorker | undefined;
  /** Ends who waits for Meta: what has not left is in the outbox. */
  endWaits(): void;
  closeConnections(): Promise<void>;
  readonly log: Log;
}

async function within(ms: number, step: Promise<void>, late: () => void): Promise<void> {
  await inTime(step, ms, () => new Error('late')).catch(late);
}

/** Ends an application in bounded time. Turns that do not end in it are left to their lease: another process takes them over. */
export async function stopInOrder({ closeDoor, worker, endWaits, closeConnections, log }: StopSteps): Promise<void> {
  await within(patience.requestsMs, closeDoor(), () => log.warn({}, 'requests are left unanswered'));
  endWaits();
  if ((await worker?.drain(patience.turnsMs)) === 'left') log.warn({ ...worker?.held() }, 'turns are left to the next process');
  await within(patience.connectionsMs, closeConnections(), () => log.warn({}, 'connections are left open'));
}
