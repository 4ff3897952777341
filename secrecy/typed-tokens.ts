import { digitOf, invisible } from './typed-digits.ts';

/** A word, a row of digits, a sign or the end of a line, folded: lower case, no accents, digits of any script as 0 to 9. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign' | 'line';
  readonly folded: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** Nothing that anybody sees stands between this and the token before it. */
  readonly touches: boolean;
}

const isMark = /^\p{M}$/u;
const letter = /^\p{L}$/u;
const isDigit = /^\p{Nd}$/u;
const quotes: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '`': "'", '´': "'", '“': '"', '”': '"', '«': '"', '»': '"' };

/** What a character comes to; several signs for a ligature, none for what nobody sees. */
function fold(character: string): string {
  if (invisible.test(character)) return '';
  const quote = quotes[character];
  if (quote !== undefined) return quote;
  return Array.from(character.normalize('NFKC').toLowerCase().normalize('NFD'))
    .filter((part) => !isMark.test(part))
    .map((part) => (isDigit.test(part) ? digitOf(part) : part))
    .join('');
}

function kindOf(sign: string): Token['kind'] | 'space' {
  if (sign >= 'a' && sign <= 'z') return 'word';
  if (sign >= '0' && sign <= '9') return 'number';
  if (sign === '\n' || sign === '\r') return 'line';
  if (sign === ' ' || sign.trim() === '') return 'space';
  if (sign < '\u0080') return 'sign';
  return letter.test(sign) ? 'word' : 'sign';
}

/** What was taken out already stays whole. */
const placeholder = /\[(?:card|iban|cvv|code|password|pin)\]/y;

function placeholderAt(text: string, at: number): string | undefined {
  if (text[at] !== '[') return undefined;
  placeholder.lastIndex = at;
  return placeholder.exec(text)?.[0];
}

/** A text in tokens, in one pass. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  // Of a long text in another script every letter comes again and again.
  const folded = new Map<string, string>();
  const foldOnce = (character: string): string => {
    if (character < '\u0080') return character.toLowerCase();
    const known = folded.get(character) ?? fold(character);
    folded.set(character, known);
    return known;
  };
  let touches = false;
  const add = (kind: Token['kind'] | 'space', folded: string, { start, end }: { readonly start: number; readonly end: number }): void => {
    const last = tokens.at(-1);
    if (kind === 'space') touches = false;
    else if (last && touches && last.kind === kind && (kind === 'word' || kind === 'number'))
      tokens[tokens.length - 1] = { ...last, folded: last.folded + folded, end };
    else {
      tokens.push({ kind, folded, start, end, touches });
      touches = kind !== 'line';
    }
  };
  for (let at = 0; at < text.length; ) {
    const taken = placeholderAt(text, at);
    const character = taken ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    const place = { start: at, end: at + character.length };
    if (taken) add('sign', taken, place);
    else for (const sign of foldOnce(character)) add(kindOf(sign), sign, place);
    at += character.length;
  }
  return tokens;
}
