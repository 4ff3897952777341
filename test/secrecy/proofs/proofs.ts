import { canaries } from './canaries.ts';
import { connects } from './connects.ts';
import { expressions } from './expressions.ts';
import { leaks } from './leaks.ts';
import { pairs } from './pairs.ts';
import type { Proof } from './proof.ts';
import { strangers } from './strangers.ts';
import { tampers } from './tampers.ts';

/** All proofs, in the order of the documentation. */
export const proofs: readonly Proof[] = [canaries, leaks, pairs, strangers, tampers, connects, expressions];
