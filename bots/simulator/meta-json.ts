/**
 * JSON as Meta writes it into webhooks: ASCII only, `\uXXXX` in lower case, `/` as `\/`, `@` and `%` escaped too.
 * Whoever parses and re-serialises before checking the signature is found out by it.
 */
export function serialiseAsMeta(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[@%\u007f-\uffff]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
