import type { Answer } from './answer.ts';

/** One of the systems that share the demo bank's listener, known by the prefix of its paths. */
export interface System {
  readonly prefix: string;
  /** The system's own way to say that it cannot: body in its published error shape. */
  refuse(status: number, message: string): Answer;
}

/** The system a path belongs to. */
export function systemAt(systems: readonly System[], path: string): System | undefined {
  return systems.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
}
