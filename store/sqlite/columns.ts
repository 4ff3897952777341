/** A row as node:sqlite gives it. */
export type Row = Readonly<Record<string, unknown>> | undefined;

/** The whole number in a column, or undefined where it is NULL or there is no row. */
export function integerOf(row: Row, column: string): number | undefined {
  const value = row?.[column];
  return typeof value === 'number' ? value : undefined;
}

/** The text in a column. */
export function textOf(row: Row, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' ? value : undefined;
}

/** The bytes in a column. */
export function bytesOf(row: Row, column: string): Uint8Array | undefined {
  const value = row?.[column];
  return value instanceof Uint8Array ? value : undefined;
}
