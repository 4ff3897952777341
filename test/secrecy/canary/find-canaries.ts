/** What must not be found. */
export interface Canaries {
  /** Amounts in minor units, unsigned. */
  readonly amounts: ReadonlySet<string>;
  /** IBANs, account and tracking numbers: letters and digits only, upper case. */
  readonly numbers: readonly string[];
}

/** Parts of what leaves that are new each time and hold digits by chance. */
const nonces =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\/(?:booth|link)\/[\w-]+|"(?:mac|hash|previous|signature|trace|conversation|epoch)":"[^"]*"/g;
const invisible = /[\p{Default_Ignorable_Code_Point}\u20E3]/gu;
const entities: Readonly<Record<string, string>> = { nbsp: ' ', euro: '€', pound: '£', comma: ',', period: '.' };

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function entityDecoded(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d+);/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** Printable text only: bytes that happen to decode are no text. */
function textOrNothing(bytes: Buffer): readonly string[] {
  const text = bytes.toString();
  return /^[\p{L}\p{N}\p{P}\p{S}\p{Z}\s]*$/u.test(text) ? [text] : [];
}

/** A text as it is, and as it is behind each encoding that somebody may have put around a part of it. */
export function decodings(text: string): readonly string[] {
  const unescaped = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const base64 = [...unescaped.matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g)].flatMap(([run]) => textOrNothing(Buffer.from(run, 'base64')));
  const hex = [...unescaped.matchAll(/(?:[0-9a-f]{2}){5,}/gi)].flatMap(([run]) => textOrNothing(Buffer.from(run, 'hex')));
  return [unescaped, percentDecoded(unescaped), entityDecoded(unescaped), ...base64, ...hex].map((each) =>
    each.normalize('NFKC').replaceAll(invisible, ''),
  );
}

const separators = String.raw`\s.,'’_\u00B7-`;
/** Digits with what people put between them; a sign of a currency may stand in the place of the decimal point. */
const figure = new RegExp(String.raw`\d(?:[${separators}€£$]{0,2}\d)*`, 'gu');
const hasCents = /[.,€£$]\s?\d{2}$/u;

function isAmount(written: string, amounts: ReadonlySet<string>): boolean {
  const digits = written.replaceAll(/\D/g, '').replace(/^0+/, '');
  if (!hasCents.test(written) && digits.length < 5) return false;
  return amounts.has(digits) || amounts.has(Array.from(digits).toReversed().join(''));
}

/** Which canaries are in a text, in whatever spelling. */
export function findCanaries(text: string, { amounts, numbers }: Canaries): readonly string[] {
  const found = new Set<string>();
  for (const decoded of decodings(text.replaceAll(nonces, ' '))) {
    for (const [written] of decoded.matchAll(figure)) if (isAmount(written, amounts)) found.add(written);
    const plain = decoded.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
    for (const number of numbers) if (plain.includes(number)) found.add(number);
  }
  return [...found];
}
