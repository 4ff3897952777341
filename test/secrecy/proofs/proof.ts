import type { Trial } from '../../support/run-all.ts';

/** A trial of a promise about secrecy: it prints a figure, and what must not be and is. */
export type Proof = Trial;
export type { Form, RunReport } from '../../support/run-all.ts';
