import type { Form, RunReport } from '../../faults/fault-run.ts';

/** Something that is promised, shown by trying: it prints a figure, and what must not be and is. */
export interface Proof {
  /** `canaries`. */
  readonly id: string;
  readonly title: string;
  /** What the long form is to show. */
  readonly goal: string;
  /** What the machine needs for it, as `[needs …]` says it; undefined where it is there. */
  missing?(): string | undefined;
  run(form: Form): Promise<RunReport>;
}

export type { Form, RunReport };
