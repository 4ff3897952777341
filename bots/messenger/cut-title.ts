import { codePoints } from './text-limits.ts';

/**
 * Shortens a title to at most `max` code points, ending in `…` where something was cut, never inside a grapheme.
 * A blank one becomes `…`: Meta refuses a button or a card without a title.
 */
export function cutTitle(title: string, max: number): string {
  const trimmed = title.trim() || '…';
  if (codePoints(trimmed) <= max) return trimmed;
  let kept = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(trimmed)) {
    length += codePoints(segment);
    if (length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
