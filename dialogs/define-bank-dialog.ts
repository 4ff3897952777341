import { dialogDefiner } from '../engine/define-dialog.ts';
import type { DialogServices } from './services.ts';

/** Defines a dialog of Guichet: see `engine/define-dialog.ts` for what each field means. */
export const defineDialog = dialogDefiner<DialogServices>();
