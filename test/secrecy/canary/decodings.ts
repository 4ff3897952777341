import { gunzipSync } from 'node:zlib';

const invisible = /[\p{Default_Ignorable_Code_Point}\u20E3]/gu;
const entities: Readonly<Record<string, string>> = { nbsp: ' ', euro: '€', pound: '£', comma: ',', period: '.', dollar: '$' };

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return text;
  }
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

function entityDecoded(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d+);/g, (_, decimal: string) => codePoint(Number(decimal)))
    .replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function unzipped(bytes: Buffer): Buffer {
  try {
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch {
    return bytes;
  }
}

/** What of some bytes can be read, if it could be a figure or a name: most runs of letters only look like an encoding. */
function readable(bytes: Buffer): readonly string[] {
  const runs =
    unzipped(bytes)
      .toString()
      .match(/[^\p{C}\uFFFD]{4,}/gu) ?? [];
  return runs.filter((run) => /\d[^a-z]*\d|\p{L}{5}/u.test(run));
}

/** An encoded part may stand behind letters that are no part of it: it is read from each of the places where it can begin. */
function fromEachPlace(run: string, places: number, encoding: 'base64' | 'hex'): readonly string[] {
  return Array.from({ length: places }, (_, from) => readable(Buffer.from(run.slice(from), encoding))).flat();
}

function onceDecoded(text: string): readonly string[] {
  const unescaped = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const runs = unescaped.match(/[A-Za-z0-9+/_-]{6,}/g) ?? [];
  const base64 = runs.flatMap((run) => [run, ...(/[-_]/.test(run) ? run.split(/[-_]/) : [])]).filter((run) => run.length >= 6);
  const hex = unescaped.match(/[0-9a-f]{8,}/gi) ?? [];
  return [
    unescaped,
    percentDecoded(unescaped),
    entityDecoded(unescaped),
    ...base64.flatMap((run) => fromEachPlace(run, 4, 'base64')),
    ...hex.flatMap((run) => fromEachPlace(run, 2, 'hex')),
  ];
}

/** A text as it is, and as it is behind the encodings, one within another, that somebody may have put around it or a part of it. */
export function decodings(text: string): ReadonlySet<string> {
  const once = new Set(onceDecoded(text));
  const inner = [...once].filter((each) => each !== text).flatMap(onceDecoded);
  return new Set([...once, ...inner].map((each) => each.normalize('NFKC').replaceAll(invisible, '')));
}
