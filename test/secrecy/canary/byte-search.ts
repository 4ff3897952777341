const headBytes = 4;

const letterOrDigit = /[0-9A-Za-z]/;
/** The ledger counts its links and entries, and comes by every balance. */
const counter = /"(?:seq|number)":$/;
const longestCounter = 9;

/** Digits within letters and digits are part of an id, by chance. */
function standsAlone(bytes: Buffer, at: number, length: number): boolean {
  if ([bytes[at - 1], bytes[at + length]].some((byte) => byte !== undefined && letterOrDigit.test(String.fromCharCode(byte)))) return false;
  return !counter.test(bytes.toString('latin1', Math.max(0, at - longestCounter), at));
}

function isAt(bytes: Buffer, at: number, pattern: Buffer): boolean {
  const end = at + pattern.length;
  if (end > bytes.length || bytes.compare(pattern, 0, pattern.length, at, end) !== 0) return false;
  return !/^\d+$/.test(pattern.toString()) || standsAlone(bytes, at, pattern.length);
}

/** Finds which of many texts stand in some bytes, in one walk over them; each has four bytes at least. */
export function createByteSearch(texts: readonly string[]): (bytes: Buffer) => readonly string[] {
  const byHead = new Map<number, Buffer[]>();
  const starts = new Uint8Array(256);
  for (const text of texts.filter((each) => Buffer.byteLength(each) >= headBytes)) {
    const pattern = Buffer.from(text);
    const head = pattern.readUInt32BE();
    starts[pattern.readUInt8()] = 1;
    byHead.set(head, [...(byHead.get(head) ?? []), pattern]);
  }
  return (bytes) => {
    const found = new Set<string>();
    for (let at = 0; at + headBytes <= bytes.length; at += 1) {
      if (starts[bytes[at] ?? 0] === 0) continue;
      for (const pattern of byHead.get(bytes.readUInt32BE(at)) ?? []) if (isAt(bytes, at, pattern)) found.add(pattern.toString());
    }
    return [...found];
  };
}
