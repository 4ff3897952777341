import type { DisclosureLevel } from '../../../secrecy/grant.ts';
import type { CustomerCanaries } from './customer-canaries.ts';
import type { Move } from './random-dialogue.ts';

/** Somebody who talks, and what their bank knows of them. */
export interface StageCustomer {
  readonly id: string;
  readonly language: 'fr' | 'en';
  readonly canaries: CustomerCanaries;
}

/** Something that left. */
export interface Output {
  /** `meta`, `simulator`. */
  readonly where: string;
  readonly text: string;
}

/** What one move came to. */
export interface Played {
  /** What was typed, or the title that was pressed. */
  readonly typed: string;
  readonly outputs: readonly Output[];
  /** How many messages were said. */
  readonly replies: number;
}

/** A running Guichet with customers whose canaries are known, all of whose outputs are kept. */
export interface Stage {
  readonly customers: readonly StageCustomer[];
  begin(customerId: string, level: DisclosureLevel): Promise<void>;
  play(customerId: string, move: Move): Promise<Played>;
  /** Lines of the log since it was last asked. */
  takeLog(): readonly string[];
  /** Lines of the ledger since it was last asked. */
  takeLedger(): Promise<readonly string[]>;
  /** The bytes that lie in the store. */
  atRest(): Promise<Buffer>;
  stop(): Promise<void>;
}
