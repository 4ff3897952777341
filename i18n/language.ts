/** The languages Guichet speaks. */
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** How amounts and dates are written (BCP 47). The language decides the words, the locale decides the figures. */
export const locales = ['fr-FR', 'en-GB', 'en-US'] as const;
export type Locale = (typeof locales)[number];

/**
 * The locale in which to write figures for somebody who is being answered in `language`.
 * @param preferred the locale the bank knows the customer by; kept when it is of the same language.
 */
export function localeFor(language: Language, preferred?: Locale): Locale {
  if (preferred?.startsWith(language)) return preferred;
  return language === 'fr' ? 'fr-FR' : 'en-GB';
}
