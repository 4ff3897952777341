/** No shop has it in its name as a customer writes it, so that several names fit one value. */
const separator = ', ';
const longest = 80;

/** Several names of shops as one value of the slot `merchant`; those that do not fit any more are left out. */
export function joinMerchants(names: readonly string[]): string {
  const plain = names.map((name) => name.replaceAll(/\s*,\s*/g, ' ').trim());
  return plain.reduce((joined, name) =>
    joined.length + separator.length + name.length > longest ? joined : `${joined}${separator}${name}`,
  );
}

/** The names in a value of the slot `merchant`; none where no shop was named. */
export function merchantsIn(merchant: string | undefined): readonly string[] {
  return merchant === undefined ? [] : merchant.split(separator);
}
