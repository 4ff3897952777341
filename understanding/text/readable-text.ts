/** How much of a message is looked at, in UTF-16 units. Nobody asks for a balance in more; the cap keeps every reader's time bounded. */
export const analysedLength = 2000;

/**
 * A message made fit for reading. `clean` keeps the customer's spelling, `folded` is lower case without accents;
 * both have the same length, so that what is found in one can be cut out of the other.
 */
export interface ReadableText {
  readonly clean: string;
  readonly folded: string;
}

/** Removes what no reader should see (control, zero-width and direction marks, stray accents), unifies quotes and spaces, and folds. */
export function readableText(text: string): ReadableText {
  const clean = text
    .slice(0, analysedLength)
    .toWellFormed()
    .normalize('NFKC')
    .slice(0, analysedLength)
    .toWellFormed()
    .replace(/\r?\n/g, ', ')
    .replace(/[\p{Cf}\p{M}\uFFFD]/gu, '')
    .replace(/[\p{Cc}\p{Z}]/gu, ' ')
    .replace(/[‘’‚`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae');
  return { clean, folded: fold(clean) };
}

/** Lower case without accents, unit by unit, so that positions stay the same. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // "İ" is the one letter that grows when lowered; such a text is folded letter by letter.
  const source = lower.length === text.length ? lower : text;
  let folded = '';
  for (const unit of source.split('')) folded += unit < '\u0080' ? unit : foldUnit(unit);
  return folded;
}

function foldUnit(unit: string): string {
  return unit.toLowerCase().normalize('NFD').charAt(0);
}
