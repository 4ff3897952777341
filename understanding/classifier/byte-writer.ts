type NumberArray = Int8Array | Uint32Array | Float32Array;

/** Arrays of numbers one after the other, each behind its length. */
export function writeArrays(arrays: readonly NumberArray[]): Buffer {
  return Buffer.concat(
    arrays.flatMap((array) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(array.byteLength);
      return [length, Buffer.from(array.buffer, array.byteOffset, array.byteLength)];
    }),
  );
}

export interface ArrayReader {
  int8(): Int8Array;
  uint32(): Uint32Array;
  float32(): Float32Array;
}

/** Reads them in the same order. @throws RangeError where the bytes end too early. */
export function readArrays(bytes: Buffer): ArrayReader {
  let at = 0;
  const next = (): ArrayBuffer => {
    const start = at + 4;
    const end = start + bytes.readUInt32LE(at);
    if (end > bytes.length) throw new RangeError('the bytes end within an array');
    at = end;
    // A copy begins where every kind of number may begin.
    return new Uint8Array(bytes.subarray(start, end)).buffer;
  };
  return {
    int8: () => new Int8Array(next()),
    uint32: () => new Uint32Array(next()),
    float32: () => new Float32Array(next()),
  };
}
