import type { Person } from '../../desk/api/terms.ts';
import {
  claimSchema,
  messageSchema,
  noteSchema,
  passSchema,
  recallSchema,
  returnSchema,
  snoozeSchema,
  transferSchema,
} from '../../desk/api/writes.ts';
import type { Board, BoardEntry } from '../../desk/board.ts';
import { colleaguesOf } from '../../desk/standing.ts';
import { hasRoom } from '../../handoff/queue.ts';
import { secretsTyped } from '../../secrecy/typed-by-person.ts';
import { type DeskHandler, DeskProblemError, type DeskRequest, parsed } from './desk-request.ts';
import { findEntry } from './find-entry.ts';
import { answerWrite, createSubmitWrite, type SubmitDeps, type SubmitWrite } from './submit-write.ts';

const isSupervisor = ({ session }: DeskRequest): boolean => session.roles.includes('supervisor');

/** Whoever is full is not given more; who has not said that they are there may look after a conversation all the same. */
function hasNoRoom(board: Board, agent: Person): boolean {
  const colleague = colleaguesOf(board).find(({ id }) => id === agent.id);
  return colleague !== undefined && colleague.available && !hasRoom(colleague);
}

/** What moves the thread at Meta. */
function createThreadWrites(board: Board, write: SubmitWrite) {
  const pass: DeskHandler = async (request) => {
    const { id, token, note } = parsed(passSchema, request.body);
    return write(findEntry(board, request), id, {
      kind: 'pass_thread',
      agent: request.session.person,
      token,
      note,
      over: isSupervisor(request),
    });
  };

  const recall: DeskHandler = async (request) => {
    const { id, token } = parsed(recallSchema, request.body);
    const entry = findEntry(board, request);
    const agent = request.session.person;
    if (!isSupervisor(request) && hasNoRoom(board, agent))
      return answerWrite({ outcome: 'refused', why: 'capacity', owner: entry.stored.owner });
    return write(entry, id, { kind: 'recall_thread', agent, token });
  };

  return { pass, recall } as const;
}

/** What changes a conversation, by the name of the route. */
export function createWriteHandlers(deps: SubmitDeps) {
  const { board } = deps.follower;
  const write = createSubmitWrite(deps);

  const find = (request: DeskRequest): BoardEntry => findEntry(board, request);

  const claim: DeskHandler = async (request) => {
    const { id, token } = parsed(claimSchema, request.body);
    const entry = find(request);
    const agent = request.session.person;
    if (!isSupervisor(request) && hasNoRoom(board, agent))
      return answerWrite({ outcome: 'refused', why: 'capacity', owner: entry.stored.owner });
    return write(entry, id, { kind: 'claim', agent, token, over: isSupervisor(request) });
  };

  const messages: DeskHandler = async (request) => {
    const { id, token, text } = parsed(messageSchema, request.body);
    const entry = find(request);
    // Refused before it is written down anywhere.
    if (secretsTyped(text).length > 0) return answerWrite({ outcome: 'refused', why: 'secret', owner: entry.stored.owner });
    return write(entry, id, { kind: 'message', agent: request.session.person, token, text });
  };

  const notes: DeskHandler = async (request) => {
    const { id, text, mentions } = parsed(noteSchema, request.body);
    return write(find(request), id, { kind: 'note', agent: request.session.person, text, mentions });
  };

  const transfer: DeskHandler = async (request) => {
    const { id, token, to, note } = parsed(transferSchema, request.body);
    const entry = find(request);
    const shared = { kind: 'transfer', agent: request.session.person, token, note, over: isSupervisor(request) } as const;
    if (!('agent' in to)) return write(entry, id, { ...shared, to: { skill: 'skill' in to ? to.skill : null } });
    const colleague = board.attendance().present.find(({ person }) => person.id === to.agent);
    if (!colleague) throw new DeskProblemError(404, 'not_found');
    return write(entry, id, { ...shared, to: { agent: colleague.person } });
  };

  const snooze: DeskHandler = async (request) => {
    const { id, token, until } = parsed(snoozeSchema, request.body);
    return write(find(request), id, { kind: 'snooze', agent: request.session.person, token, until });
  };

  const giveBack: DeskHandler = async (request) => {
    const { id, token, outcome, summary, promises, quietHours } = parsed(returnSchema, request.body);
    const agent = request.session.person;
    return write(find(request), id, { kind: 'return', agent, token, outcome, summary, promises, quietHours });
  };

  return { claim, messages, notes, transfer, snooze, return: giveBack, ...createThreadWrites(board, write) } as const;
}
