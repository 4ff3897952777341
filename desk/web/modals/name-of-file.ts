import { documentQuerySchema } from '../../api/writes.ts';

const most = documentQuerySchema.shape.name.maxLength ?? 120;

/** A file's name as it is handed over: one that is longer than the contract allows is cut in its middle, so that its ending stays. */
export function nameOf(file: string): string {
  const name = file.trim();
  if (name.length <= most) return name;
  const ending = /\.[^.]{1,8}$/.exec(name)?.[0] ?? '';
  return `${name.slice(0, most - ending.length - 1)}…${ending}`;
}
