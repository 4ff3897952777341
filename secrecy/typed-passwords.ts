import type { Head, Scan } from './typed-heads.ts';
import { beside, binding, closing, elsewhere, idle, lengths, possessives, states, units, ways } from './typed-words.ts';

/** Where a password stands in a text; `code`: "one-time password" is no password. */
export interface PasswordSpan {
  readonly kind: 'password' | 'code';
  readonly start: number;
  readonly end: number;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

/** What stands between two spaces, by its tokens. */
interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const reach = 16;
/** Longer than any password. */
const longest = 64;
/** In tokens. */
const longestPhrase = 6;
const enders: ReadonlySet<string> = new Set(['.', '!', '?', ';', '…']);
/** What binds a plain word to its name; the others only bind what cannot be a word. */
const firm: ReadonlySet<string> = new Set(['est', 'c', 'cest', 'ce', 'is', 's', 'was', 'etait', ':', '=', '→', 'sera']);
const bindingBack: ReadonlySet<string> = new Set([
  'est',
  'c',
  'cest',
  'is',
  'was',
  'etait',
  '=',
  'comme',
  'as',
  'pour',
  'for',
  'en',
  'in',
  'dans',
  'into',
]);
const onceWords: ReadonlySet<string> = new Set(['time', 'usage', 'unique', 'otp', 'onetime', 'single', 'sms', 'texted']);
const quoteEnds: Readonly<Record<string, string>> = { '"': '"', "'": "'" };

const counted = /^\d+(?:[.,]\d+)?(?:h\d*|e|eme|er|ere|nd|rd|th|st|x|am|pm|€|£|\$|eur|euros?|k|g|min|mn|j|fois|d|fa|%)[.,;:!?)]*$/i;
const time = /^[\d/.,:h-]+[.,;:!?)]*$/i;

function chunkAt({ text, tokens }: Scan, from: number): Chunk | undefined {
  const first = tokens[from];
  if (!first || first.kind === 'line') return undefined;
  let to = from;
  while (tokens[to + 1]?.touches && tokens[to + 1]?.kind !== 'line' && to < from + longest) to += 1;
  const raw = text.slice(first.start, tokens[to]?.end);
  return { from, to, text: raw };
}

/** Digits with letters, or with signs that no sentence has within a word, or capitals inside: nobody writes such a word otherwise. */
function isStrong(chunk: Chunk): boolean {
  const bare = chunk.text.replace(/[.,;:!?)"'»”’]{1,8}$/u, '');
  if (bare.length < 4 || counted.test(chunk.text) || bare.includes('://')) return false;
  if (/^\p{Nd}+$/u.test(bare)) return bare.length >= 4 && bare.length <= 12;
  if (time.test(bare)) return false;
  const hasLetter = /\p{L}/u.test(bare);
  return hasLetter && (/\p{N}/u.test(bare) || /[@#$%&*_+=<>~^|\\{}]/.test(bare) || /[!?]\p{L}/u.test(bare));
}

function hasCapitalInside({ text }: Chunk): boolean {
  return /^\p{L}+$/u.test(text) && /\p{Ll}\p{Lu}/u.test(text);
}

/** Words that are nothing but passwords, and the first that come to mind. */
const onlyPasswords: ReadonlySet<string> = new Set('azerty azertyuiop qwerty qwertyuiop letmein iloveyou motdepasse'.split(' '));
const favourites: ReadonlySet<string> = new Set(['password', 'motdepasse', 'secret']);

const described: ReadonlySet<string> = new Set('mon ma mes my his her son sa le la les l the un une a an of de'.split(' '));

const isFinal = ({ tokens }: Scan, to: number): boolean => {
  const next = tokens[to + 1];
  return !next || next.kind === 'line' || closing.has(next.folded);
};

/** A word that can only be the password itself: no word that tells of one, and the last of its sentence. */
function isPlain(scan: Scan, chunk: Chunk): boolean {
  const { tokens, meant } = scan;
  const bare = chunk.text.replace(/[.,;:!?)"']{1,8}$/u, '');
  const word = tokens[chunk.from]?.folded ?? '';
  if (!/^\p{L}[\p{L}-]{2,30}$/u.test(bare) || /(?:[éè]e?s?|ing|tion|ment|able|ible)$/iu.test(bare)) return false;
  if (/[^aeiou]ed$/.test(word) && word.length > 5) return false;
  // "C’est mon prénom" tells of it.
  if (described.has(meant[chunk.from - 1] ?? '')) return false;
  const parts = tokens.slice(chunk.from, chunk.to + 1).filter(({ kind }) => kind === 'word');
  const ends = tokens[chunk.to]?.kind === 'sign' || isFinal(scan, chunk.to);
  if (ends && favourites.has(meant[chunk.from] ?? '')) return true;
  const tells = ({ folded }: { readonly folded: string }): boolean => [states, idle, beside, elsewhere].some((list) => list.has(folded));
  return ends && !parts.every(tells);
}

/** Several words to the end of the message that say nothing else: a phrase for a password, or words before digits. */
function phraseAt({ text, tokens, meant }: Scan, at: number, head: Head): Found | undefined {
  const rest = tokens.slice(at, at + longestPhrase + 1);
  const [first, last] = [rest[0], rest.at(-1)];
  if (!first || !last || rest.length < 2 || rest.length > longestPhrase || !/^\p{L}/u.test(text.slice(first.start))) return undefined;
  const isPhrase = (meant[head.from] ?? '') === 'phrase' || (tokens[head.from]?.folded ?? '') === 'passphrase';
  const isSilent = rest.every(
    ({ kind, folded }) => kind === 'number' || (kind === 'word' && ![states, idle, elsewhere].some((list) => list.has(folded))),
  );
  const isMeant = isPhrase ? rest.every(({ kind }) => kind === 'word' || kind === 'number') : isSilent && last.kind === 'number';
  return isMeant ? { start: first.start, end: last.end } : undefined;
}

/** Quoted words: what stands between the quotes. */
function quotedAt({ text, tokens }: Scan, at: number): Found | undefined {
  const close = quoteEnds[tokens[at]?.folded ?? ''];
  const first = tokens[at + 1];
  if (close === undefined || !first || (close === "'" && tokens[at]?.touches)) return undefined;
  for (let to = at + 1; to < at + 16 && tokens[to] && tokens[to]?.kind !== 'line'; to += 1) {
    const [before, here] = [tokens[to - 1], tokens[to]];
    if (
      here?.folded === close &&
      to > at + 1 &&
      before &&
      before.end - first.start <= longest &&
      text.slice(first.start, before.end).trim()
    )
      return { start: first.start, end: before.end };
  }
  return undefined;
}

const isMeasured = ({ tokens }: Scan, chunk: Chunk): boolean => {
  const next = tokens[chunk.to + 1]?.folded ?? '';
  return /^\p{Nd}+$/u.test(chunk.text) && (units.has(next) || lengths.has(next));
};

function spanOf({ tokens }: Scan, { from, to }: Chunk): Found | undefined {
  let last = to;
  while (last > from && [',', '.', ';', ')', '"', "'"].includes(tokens[last]?.folded ?? '')) last -= 1;
  const [first, end] = [tokens[from], tokens[last]];
  return first && end && { start: first.start, end: end.end };
}

interface Place {
  /** What was last passed: something that binds, the name itself with words that go with it, or anything else. */
  bound: 'firm' | 'loose' | undefined;
  unknown: number;
  /** Something has bound a value before, and only one word was passed since that says nothing of the secret. */
  wasBound: boolean;
  readonly head: Head;
}

function valueAt(scan: Scan, at: number, { bound, unknown, wasBound, head }: Place): Found | undefined {
  const quoted = (bound !== undefined && unknown < 2) || unknown === 0 ? quotedAt(scan, at) : undefined;
  if (quoted) return quoted;
  const chunk = chunkAt(scan, at);
  if (!chunk || isMeasured(scan, chunk) || scan.tokens[at]?.kind === 'sign') return undefined;
  const strong = isStrong(chunk) || (bound === 'firm' && hasCapitalInside(chunk));
  const fits = strong ? bound !== undefined || unknown === 0 || wasBound : bound === 'firm' && unknown === 0 && isPlain(scan, chunk);
  if (fits || (unknown === 0 && onlyPasswords.has(chunk.text.toLowerCase()))) return spanOf(scan, chunk);
  return bound === 'firm' && unknown === 0 ? phraseAt(scan, at, head) : undefined;
}

type Step = 'stop' | 'go';

/** One token further from the name; notes in `place` what it was. */
function pass({ tokens, meant }: Scan, at: number, place: Place): Step {
  const word = meant[at] ?? '';
  if (tokens[at]?.kind === 'line') {
    if (place.unknown > 0) return 'stop';
    place.bound = 'loose';
    return 'go';
  }
  if (enders.has(word) || (word === ',' && ['mon', 'ma', 'my'].includes(meant[at + 1] ?? ''))) return 'stop';
  if (firm.has(word)) {
    place.bound = 'firm';
    place.wasBound = true;
  } else if (binding.has(word)) place.bound = 'loose';
  else if (elsewhere.has(word) && !ways.has(meant[at - 1] ?? '')) return 'stop';
  else if (!idle.has(word) && tokens[at]?.kind !== 'sign') {
    place.bound = undefined;
    if (!beside.has(word)) place.unknown += 1;
    if (place.unknown > 1 || states.has(tokens[at]?.folded ?? '')) place.wasBound = false;
  }
  return 'go';
}

/** "Passe" is a verb, too: it is meant where a sign binds it, or where letters and digits follow. */
function isSure(scan: Scan, { kind, from, to }: Head): boolean {
  if (
    kind === 'password' ||
    ['mon', 'my'].includes(scan.meant[from - 1] ?? '') ||
    [':', '='].includes(scan.meant[to + 1] ?? '') ||
    scan.meant[from - 1] === '/'
  )
    return true;
  const next = chunkAt(scan, to + 1);
  return scan.meant[from] === 'pass' && next !== undefined && isStrong(next) && /\p{L}/u.test(next.text);
}

/** Things whose names have digits as well. */
const things =
  /^(?:iphone|ipad|ios|macos|android|windows|galaxy|samsung|pixel|redmi|covid|xbox|wifi|office|chrome|firefox|version|usb|visa|carte|\d{1,2}(?:fa|d|ds|e|h|x))/iu;
const address = /@.*\.|:\/\/|^www\./u;

/** Letters with digits or with signs that no word has: a password wherever it stands, near its name. */
function isUnmistakable(chunk: Chunk): boolean {
  const isLong = chunk.text.replaceAll(/[.,;:!?)("']/g, '').length >= 6;
  return isLong && /\p{L}/u.test(chunk.text) && isStrong(chunk) && !things.test(chunk.text) && !address.test(chunk.text);
}

/** What stands between a customer’s number and the password that belongs to it. */
const between: ReadonlySet<string> = new Set(['/', 'et', 'and', ',', '|', ';']);
const nearby = 12;

/** "J’ai essayé Biarritz64, mon mot de passe", "mes accès : 12345678 / Soleil24". */
function near(scan: Scan, head: Head): Found[] {
  if (head.kind === 'pass') return [];
  const isEnd = (at: number): boolean => enders.has(scan.meant[at] ?? '') && !scan.tokens[at + 1]?.touches;
  let [begin, end] = [head.from, head.to];
  while (begin > Math.max(0, head.from - nearby) && !isEnd(begin - 1)) begin -= 1;
  while (end < Math.min(scan.tokens.length - 1, head.to + nearby) && !isEnd(end + 1)) end += 1;
  const found: Found[] = [];
  for (let at = begin; at <= end; at += 1) {
    const chunk = scan.tokens[at]?.touches ? undefined : chunkAt(scan, at);
    const isPaired = head.kind === 'password' || between.has(scan.meant[at - 1] ?? '');
    const span = chunk && isPaired && isUnmistakable(chunk) ? spanOf(scan, chunk) : undefined;
    if (span) found.push(span);
    at = Math.max(at, chunk?.to ?? at);
  }
  return found;
}

function after(scan: Scan, head: Head): Found | undefined {
  if (!isSure(scan, head)) return undefined;
  const place: Place = { bound: undefined, unknown: 0, wasBound: false, head };
  for (let at = head.to + 1; at < Math.min(scan.tokens.length, head.to + reach); at += 1) {
    const startsChunk = !scan.tokens[at]?.touches || scan.tokens[at - 1]?.kind === 'sign' || at === head.to + 1;
    const value = startsChunk ? valueAt(scan, at, place) : undefined;
    if (value) return value;
    if (pass(scan, at, place) === 'stop') return undefined;
  }
  return undefined;
}

/** "Tournesol#4 est mon mot de passe". */
function before(scan: Scan, head: Head): Found | undefined {
  let bound = false;
  for (let at = head.from - 1; at >= Math.max(0, head.from - 8); at -= 1) {
    const word = scan.meant[at] ?? '';
    if (bound && !idle.has(word) && !bindingBack.has(word) && word !== "'" && word !== ',') {
      let from = at;
      while (scan.tokens[from]?.touches && from > at - longest) from -= 1;
      const chunk = chunkAt(scan, from);
      return chunk && isStrong(chunk) && !isMeasured(scan, chunk) ? spanOf(scan, chunk) : undefined;
    }
    if (!bound && !idle.has(word) && !bindingBack.has(word) && !possessives.has(word) && !beside.has(word) && word !== "'" && word !== '-')
      return undefined;
    bound ||= bindingBack.has(word);
  }
  return undefined;
}

/** The letters and digits of a code that is no number: "G7K9Q2". */
export function lettersOf(scan: Scan, head: Head): PasswordSpan[] {
  const span = after(scan, { ...head, kind: 'password' });
  const written = span ? scan.text.slice(span.start, span.end) : '';
  const isCode = /^(?=.*\d)(?=.*\p{L})[\p{L}\d-]{5,14}$/u.test(written);
  return span && isCode ? [{ kind: 'code', ...span }] : [];
}

/** The passwords that stand after one name of theirs and before it. */
export function passwordsOf(scan: Scan, head: Head): PasswordSpan[] {
  const around = scan.meant.slice(Math.max(0, head.from - 4), head.to + 5);
  const kind = around.some((word) => onceWords.has(word)) ? 'code' : 'password';
  const own = head.kind === 'access' ? [] : [after(scan, head), before(scan, head)];
  return [...own, ...near(scan, head)].flatMap((span) => (span ? [{ kind, ...span }] : []));
}
