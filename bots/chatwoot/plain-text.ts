/** Code points of the private use area stand for escaped characters meanwhile. */
const escapedBase = 0xe000;
const escaped = /[\ue000-\ue07f]/g;
/** What Markdown lets be escaped (CommonMark, backslash escapes). */
const escapes = /\\([!-/:-@[-`{-~])/g;

/**
 * What somebody in Chatwoot has written, as Messenger shows it: without the marks of its editor, which writes Markdown (bold and italic in
 * an inbox of the kind API), and a backslash at the end of a line that was broken by hand.
 */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(escaped, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\\\n/g, '\n')
    .replaceAll(escapes, (_whole, character: string) => String.fromCodePoint(escapedBase + character.charCodeAt(0)))
    .replaceAll(/\*\*(?=\S)(.+?)(?<=\S)\*\*/gs, '$1')
    .replaceAll(/(?<![\p{L}\p{N}_])__(?=\S)(.+?)(?<=\S)__(?![\p{L}\p{N}_])/gsu, '$1')
    .replaceAll(/\*(?=\S)([^*\n]+?)(?<=\S)\*/g, '$1')
    .replaceAll(/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replaceAll(escaped, (character) => String.fromCodePoint(character.charCodeAt(0) - escapedBase))
    .trim();
}
