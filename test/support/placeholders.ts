const months =
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|' +
  'January|February|March|April|May|June|July|August|September|October|November|December';
const weekdays = 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const figure = String.raw`\d{1,3}(?:[ ,.]\d{3})*(?:[.,]\d{2})?`;
const mark = String.raw`(?:[A-Z]{0,3}[€$£¥]|[€$£¥][A-Z]{0,2}|[A-Z]{3})`;

/** What may stand for a figure or a name: the shape is checked, the value is not. Spaces are plain ones. */
export const placeholders: Readonly<Record<string, string>> = {
  amount: `-?(?:${mark} ?${figure}|${figure} ${mark})`,
  day: `(?:(?:${weekdays}),? )?(?:\\d{1,2}(?:er)? (?:${months})(?: \\d{4})?|(?:${months}) \\d{1,2}(?:, \\d{4})?)`,
  time: String.raw`\d{2}:\d{2}`,
  number: String.raw`\d+`,
  phone: String.raw`\+?\d[\d ]{7,}`,
  name: String.raw`[^\n]*\p{L}[^\n]*?`,
  '…': String.raw`[^\n]*`,
  lines: String.raw`[^\n]+(?:\n[^\n]+)*`,
};

/** What differs for the eye only: no-break spaces and empty lines inside a bubble. */
export function normalise(text: string): string {
  return text
    .replaceAll(/[\u00A0\u202F]/g, ' ')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

/**
 * Compiles a written bubble to a pattern for the whole bubble.
 * @throws RangeError for a placeholder that does not exist
 */
export function bubblePattern(written: string): RegExp {
  const parts = normalise(written).split(/\{\{([^{}]+)\}\}/);
  const source = parts.map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    const shape = placeholders[part];
    if (shape === undefined) throw new RangeError(`{{${part}}} is not one of {{${Object.keys(placeholders).join('}}, {{')}}}`);
    return shape;
  });
  return new RegExp(`^${source.join('')}$`, 'u');
}
