const headBytes = 4;

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
      for (const pattern of byHead.get(bytes.readUInt32BE(at)) ?? [])
        if (bytes.compare(pattern, 0, pattern.length, at, Math.min(bytes.length, at + pattern.length)) === 0) found.add(pattern.toString());
    }
    return [...found];
  };
}
