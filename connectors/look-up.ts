/** Finds a code that came from outside in a table of ours; `constructor` and its like are no codes. */
export function lookUp<Value>(table: Readonly<Record<string, Value>>, code: string | undefined): Value | undefined {
  return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}
