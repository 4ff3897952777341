import secureJson from 'secure-json-parse';

export type JsonRefusal = 'empty' | 'too_deep' | 'too_many_keys' | 'not_json';

/** A body that is not read. The message names the reason and never the content. */
export class JsonRefusedError extends Error {
  readonly code: JsonRefusal;

  constructor(code: JsonRefusal) {
    super(`body refused: ${code}`);
    this.name = 'JsonRefusedError';
    this.code = code;
  }
}

export interface JsonLimits {
  readonly maxDepth: number;
  readonly maxKeys: number;
}

/** Wide enough for a signed delivery of a thousand events (Meta names no bound for a Page); a bomb is refused in linear time. */
export const defaultJsonLimits: JsonLimits = { maxDepth: 32, maxKeys: 20_000 };

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Up to this many digits every integer is exact in a double. */
const exactDigits = 15;

/** The index of the quote that ends the string begun before `start`, or the end of the bytes. */
function endOfString(bytes: Buffer, start: number): number {
  let index = start;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}

/** One pass over the bytes, without recursion and without building anything. Says whether a number is longer than a double holds. */
function scan(bytes: Buffer, limits: JsonLimits): boolean {
  let depth = 0;
  let keys = 0;
  let digits = 0;
  let hasLongNumber = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    digits = isDigit(byte) ? digits + 1 : 0;
    if (digits > exactDigits) hasLongNumber = true;
    if (byte === quote) index = endOfString(bytes, index + 1);
    else if (isOpening(byte)) depth += 1;
    else if (isClosing(byte)) depth -= 1;
    else if (byte === colon) keys += 1;
    if (depth > limits.maxDepth) throw new JsonRefusedError('too_deep');
    if (keys > limits.maxKeys) throw new JsonRefusedError('too_many_keys');
  }
  return hasLongNumber;
}

/** Page-scoped ids sometimes come as JSON numbers: an integer that a double would round is kept as the digits that were sent. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

/**
 * Reads the JSON of a webhook. Depth and number of keys are limited before anything is parsed; `__proto__` and
 * `constructor.prototype` are refused; integers beyond 2^53 come out as strings.
 * @throws JsonRefusedError
 */
export function readJson(bytes: Buffer, limits: JsonLimits = defaultJsonLimits): unknown {
  if (bytes.length === 0) throw new JsonRefusedError('empty');
  const hasLongNumber = scan(bytes, limits);
  try {
    // A reviver makes parsing several times slower, so it is used only where a number needs it.
    const json: unknown = hasLongNumber ? secureJson.parse(bytes, keepDigits) : secureJson.parse(bytes);
    return json;
  } catch {
    // The cause is not kept: a SyntaxError quotes the body, which may be what a customer wrote.
    throw new JsonRefusedError('not_json');
  }
}
