import type { FailPoint } from './settings.ts';

/** The steps at which a subject can be made to end itself: every call that leaves the process on the way of a message. */
export const failPoints = {
  mailbox: ['takeIn', 'claimOrphan', 'commit', 'markSent', 'finish', 'begin', 'renew', 'release', 'quarantine', 'noteEcho', 'wasEchoed'],
  effects: ['intend', 'settle', 'claimDue'],
  send: ['send', 'senderAction'],
  bank: ['carryOut', 'outcomeOf'],
} as const;

/** The moments of a step, in the order in which they come. */
export const moments = ['before', 'during', 'after'] as const;

/** Ends the process as a power cut would. Nothing after it runs. */
function end(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}

/** Wraps a part, so that the process ends where it was told to. */
export type Trap = <Part extends object>(name: keyof typeof failPoints, part: Part) => Part;

/** Without a fail point it wraps nothing. */
export function createTrap(point: FailPoint | undefined): Trap {
  let passes = 0;
  const reach = (step: string, moment: FailPoint['moment']): void => {
    if (point?.step !== step || point.moment !== moment) return;
    passes += 1;
    if (passes === point.pass) end();
  };
  const through = async (step: string, call: () => unknown): Promise<unknown> => {
    reach(step, 'before');
    const answer = call();
    // Once what was written to sockets has left.
    if (point?.moment === 'during') setImmediate(() => reach(step, 'during'));
    const result = await answer;
    reach(step, 'after');
    return result;
  };
  return (name, part) => {
    if (!point) return part;
    const steps: readonly string[] = failPoints[name];
    return new Proxy(part, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function' || !steps.includes(String(key))) return member;
        return (...args: unknown[]) => through(`${name}.${String(key)}`, () => Reflect.apply(member, target, args));
      },
    });
  };
}
