import type { Person } from '../../api/terms.ts';

/** Colleagues who are named in a note as `@Name`; the longest name first, so that “@Ana Lima” is not “@Ana”. */
export function mentionsIn(text: string, colleagues: readonly Person[]): string[] {
  const byLength = [...colleagues].sort((one, other) => other.name.length - one.name.length);
  let rest = text;
  const found: string[] = [];
  for (const { id, name } of byLength) {
    if (!rest.includes(`@${name}`)) continue;
    found.push(id);
    rest = rest.replaceAll(`@${name}`, '');
  }
  return found;
}

/** What stands behind an `@` right before the caret; undefined where nobody is being named. */
export function mentionBefore(text: string, caret: number): string | undefined {
  return /(?:^|\s)@(?<begun>[\p{L}'’-]{0,30})$/u.exec(text.slice(0, caret))?.groups?.['begun'];
}
