/** `short`: within minutes, on every change. `long`: as the reliability goals ask for it. */
export type Form = 'short' | 'long';

/** One number that a run came to. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it has to reach; a figure without one is told, and not judged. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}
