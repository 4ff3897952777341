/** Lower case without accents, for comparing what people type with what banks print. */
export function foldText(text: string): string {
  // Most names are plain ASCII, and the statement lines of a turn are hundreds.
  if (!/[^ -~]/.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae');
}
