import type { QuarantinedEvent, QuarantineStore } from '../../store/port.ts';
import { printTable } from '../print-table.ts';
import { hideWords } from './hide-words.ts';
import type { QuarantineCommand } from './read-command.ts';

export interface QuarantineDeps {
  readonly quarantine: QuarantineStore;
  print(line: string): void;
  complain(line: string): void;
}

/** As much of a conversation's key as tells it from others on a screen. */
const shownOfKey = 20;

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);

async function list({ quarantine, print }: QuarantineDeps): Promise<0> {
  const events = await quarantine.list();
  if (events.length === 0) {
    print('Nothing is set aside.');
    return 0;
  }
  const rows = events.map(({ id, at, reason, attempts, conversation, frames }) => [
    id,
    at,
    reason,
    String(attempts),
    shorten(conversation, shownOfKey),
    frames[0] ?? '-',
  ]);
  for (const line of printTable(['ID', 'SET ASIDE', 'REASON', 'BEGUN', 'CONVERSATION', 'WHERE'], rows)) print(line);
  return 0;
}

function describe({ id, conversation, eventId, at, attempts, reason, frames, event, unsent }: QuarantinedEvent, reveal: boolean): string[] {
  return [
    `id            ${id}`,
    `set aside     ${at}`,
    `reason        ${reason}, begun ${attempts} times`,
    `conversation  ${conversation}`,
    `event id      ${reveal ? eventId : `[${eventId.length} characters]`}`,
    'where it broke:',
    ...(frames.length > 0 ? frames.map((frame) => `  ${frame}`) : ['  (nobody saw)']),
    reveal ? 'event, with the customer’s words and ids (personal data):' : 'event, without the customer’s words (--reveal shows them):',
    JSON.stringify(reveal ? event : hideWords(event), undefined, 2),
    unsent.length > 0 ? 'replies that could not be sent:' : 'no replies are waiting.',
    ...(unsent.length > 0 ? [JSON.stringify(reveal ? unsent : hideWords(unsent), undefined, 2)] : []),
  ];
}

async function show({ quarantine, print }: QuarantineDeps, { id, reveal }: QuarantineCommand & { name: 'show' }): Promise<boolean> {
  const event = await quarantine.show(id);
  if (event) for (const line of describe(event, reveal)) print(line);
  return event !== undefined;
}

async function carryOut(deps: QuarantineDeps, command: Exclude<QuarantineCommand, { name: 'list' }>): Promise<boolean> {
  const { quarantine, print } = deps;
  if (command.name === 'show') return show(deps, command);
  const found = command.name === 'retry' ? await quarantine.retry(command.id) : await quarantine.drop(command.id);
  if (found) print(command.name === 'retry' ? `${command.id} is back in its conversation.` : `${command.id} is deleted.`);
  return found;
}

/** Does what an operator asks for; answers with the exit code: 1 where there is no such event. */
export async function runQuarantine(command: QuarantineCommand, deps: QuarantineDeps): Promise<0 | 1> {
  if (command.name === 'list') return list(deps);
  if (await carryOut(deps, command)) return 0;
  deps.complain(`No event ${command.id} is set aside.`);
  return 1;
}
