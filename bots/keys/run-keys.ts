import type { KeyRotation, KeyStatus } from '../../store/port.ts';
import { printTable } from '../print-table.ts';
import type { KeysCommand } from './read-command.ts';

export interface KeysDeps {
  readonly keys: KeyRotation;
  print(line: string): void;
  complain(line: string): void;
}

/** What becomes of a master key: whether it is in force, can be dropped, or is missing. */
function standingOf(id: string, { current, known, wrapped }: KeyStatus): string {
  if (id === current) return 'in force';
  if (!known.includes(id)) return 'not configured: these conversations cannot be read';
  return wrapped.has(id) ? 'needed until they are wrapped anew' : 'wraps nothing';
}

async function printStatus({ keys, print }: KeysDeps): Promise<0 | 1> {
  const status = await keys.status();
  const ids = new Set([...status.known, ...status.wrapped.keys()]);
  const rows = [...ids].map((id) => [id, String(status.wrapped.get(id) ?? 0), standingOf(id, status)]);
  for (const line of printTable(['MASTER KEY', 'DATA KEYS', 'STANDING'], rows)) print(line);
  return [...status.wrapped.keys()].every((id) => status.known.includes(id)) ? 0 : 1;
}

async function rewrap({ keys, print, complain }: KeysDeps): Promise<0 | 1> {
  const { rewrapped, unreadable } = await keys.rewrap();
  print(`${rewrapped} data keys were put under the master key in force.`);
  if (unreadable > 0) complain(`${unreadable} lie under a master key that is not configured, or were altered: they are as they were.`);
  return unreadable > 0 ? 1 : 0;
}

/** Does what an operator asks for; answers with the exit code: 1 where data keys cannot be unwrapped. */
export async function runKeys({ name }: KeysCommand, deps: KeysDeps): Promise<0 | 1> {
  return name === 'status' ? printStatus(deps) : rewrap(deps);
}
