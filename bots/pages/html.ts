/** A piece of HTML that is safe to print. */
export interface Html {
  readonly html: string;
}

/** Makes a text safe within an element and within a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

export type HtmlValue = string | number | Html | readonly Html[];

/** Builds HTML from a template: whatever is put in is escaped, unless it is such a piece itself or a list of them. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const printed = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
    return 'html' in value ? value.html : value.map((piece) => piece.html).join('');
  });
  return { html: String.raw({ raw: strings }, ...printed) };
}

/** Nothing at all. */
export const nothing: Html = { html: '' };
