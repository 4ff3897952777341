import { IntlMessageFormat } from 'intl-messageformat';
import type { Language, Locale } from './language.ts';

/** The sentences of one room or dialog, ICU MessageFormat, by key. */
export type Messages = Readonly<Record<string, string>>;
export type MessagesByLanguage = Readonly<Record<Language, Messages>>;

/** A sentence was asked for that no catalogue has: a programming error that the tests of the dialogs find. */
export class MissingMessageError extends Error {
  readonly code = 'missing_message';

  constructor(language: Language, key: string) {
    super(`no sentence "${key}" in ${language}`);
    this.name = 'MissingMessageError';
  }
}

export interface Catalogue {
  /**
   * The sentence `<namespace>.<key>` with its arguments put in. Arguments are printed as they are: money and days are formatted before.
   * @throws MissingMessageError
   */
  format(locale: Locale, key: string, args?: Readonly<Record<string, string | number>>): string;
  has(key: string): boolean;
}

function languageOf(locale: Locale): Language {
  return locale === 'fr-FR' ? 'fr' : 'en';
}

/** Joins the catalogues of all rooms and dialogs under their names. Sentences are compiled when they are first used. */
export function createCatalogue(namespaces: Readonly<Record<string, MessagesByLanguage>>): Catalogue {
  const compiled = new Map<string, IntlMessageFormat>();
  const find = (language: Language, key: string): string | undefined => {
    const dot = key.indexOf('.');
    const messages = namespaces[key.slice(0, dot)]?.[language];
    const name = key.slice(dot + 1);
    return messages && Object.hasOwn(messages, name) ? messages[name] : undefined;
  };
  const compile = (locale: Locale, key: string): IntlMessageFormat => {
    const language = languageOf(locale);
    const pattern = find(language, key);
    if (pattern === undefined) throw new MissingMessageError(language, key);
    return new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true });
  };
  return {
    format(locale, key, args = {}) {
      const id = `${locale} ${key}`;
      const message = compiled.get(id) ?? compile(locale, key);
      compiled.set(id, message);
      return String(message.format(args));
    },
    has: (key) => find('fr', key) !== undefined && find('en', key) !== undefined,
  };
}
