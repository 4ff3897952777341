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
  /**
   * Which arguments a sentence uses, and how; the same in both languages.
   * @throws MissingMessageError
   */
  uses(key: string): MessageUses;
}

/** How a sentence uses its arguments. */
export interface MessageUses {
  /** Those whose value stands in the sentence, or is counted in it. */
  readonly printed: ReadonlySet<string>;
  /** Those that only choose between wordings. */
  readonly selected: ReadonlySet<string>;
}

function languageOf(locale: Locale): Language {
  return locale === 'fr-FR' ? 'fr' : 'en';
}

/** Joins the catalogues of all rooms and dialogs under their names. Sentences are compiled when they are first used. */
export function createCatalogue(namespaces: Readonly<Record<string, MessagesByLanguage>>): Catalogue {
  const compiled = new Map<string, IntlMessageFormat>();
  const uses = new Map<string, MessageUses>();
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
    uses(key) {
      const known = uses.get(key) ?? usesOf(compile('fr-FR', key).getAst());
      uses.set(key, known);
      return known;
    },
  };
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Type of the `#` of a plural. */
const poundType = 7;

function printsCount(options: Readonly<Record<string, { readonly value: Elements }>>): boolean {
  return Object.values(options).some(({ value }) => value.some(({ type }) => type === poundType));
}

/** Type of an argument that is no more than chosen by, in the parser's numbering. */
const selectType = 5;

function usesOf(elements: Elements): MessageUses {
  const printed = new Set<string>();
  const selected = new Set<string>();
  const walk = (inside: Elements): void => {
    for (const element of inside) {
      if ('options' in element) {
        (element.type === selectType || !printsCount(element.options) ? selected : printed).add(element.value);
        for (const option of Object.values(element.options)) walk(option.value);
      } else if (element.type !== 0 && 'value' in element) printed.add(element.value);
    }
  };
  walk(elements);
  return { printed, selected: new Set([...selected].filter((name) => !printed.has(name))) };
}
