import type { Board, BoardEntry } from '../../desk/board.ts';
import { DeskProblemError, type DeskRequest } from './desk-request.ts';

/** The conversation that the address names. @throws DeskProblemError `not_found` */
export function findEntry(board: Pick<Board, 'find'>, { params }: Pick<DeskRequest, 'params'>): BoardEntry {
  const entry = board.find(params['id'] ?? '');
  if (!entry) throw new DeskProblemError(404, 'not_found');
  return entry;
}
