import type { Head, Scan } from './typed-heads.ts';
import type { NumberRead } from './typed-numbers.ts';
import { backOfCard, binding, cardCode, handingLink, idle, pageWords, perhapsSent, sentCode } from './typed-words.ts';

/** `link_code`: six digits or nearly of some code, which may be the one that the linking page shows. */
export type SecretKind = 'cvv' | 'code' | 'password' | 'pin' | 'link_code';

/** "Code pin", "secret code". */
const pinNames: ReadonlySet<string> = new Set(['pin', 'secret', 'confidentiel', 'confidential']);

/** In tokens: who copies the code of the linking page writes little with it. */
const longestLink = 30;

/** Whether a message says nothing but what the code of the linking page is. */
function isHandedOver(meant: readonly string[]): boolean {
  const known = [idle, binding, pageWords, handingLink];
  return meant.length <= longestLink && meant.every((word) => !/^[a-z]/.test(word) || known.some((list) => list.has(word)));
}

/** What kind of secret it is, by its name and the words around the two. */
export function kindOf({ meant }: Scan, head: Head, { from, to, digits }: NumberRead): SecretKind {
  if (head.kind === 'pin') return 'pin';
  if (head.kind === 'cvv' || head.kind === 'digits' || head.kind === 'after_card') return 'cvv';
  if (head.kind !== 'code') return 'code';
  if ([meant[head.from - 1], meant[head.to + 1]].some((word) => pinNames.has(word ?? ''))) return 'pin';
  const around = meant.slice(Math.max(0, Math.min(head.from, from) - 8), Math.max(head.to, to) + 8);
  const says = (words: ReadonlySet<string>): boolean => around.some((word) => words.has(word));
  if (digits <= 4 && says(backOfCard)) return 'cvv';
  const isOnce = around.some((word, index) => word === 'time' && ['one', '-'].includes(around[index - 1] ?? ''));
  if (isOnce || says(sentCode)) return digits === 3 ? 'cvv' : 'code';
  if (says(cardCode)) return 'pin';
  if (says(perhapsSent) && !says(pageWords)) return digits === 4 ? 'pin' : 'code';
  if (digits <= 4) return digits === 4 ? 'pin' : 'cvv';
  return digits <= 7 && isHandedOver(meant) ? 'link_code' : 'code';
}
