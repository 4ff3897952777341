import { createCatalogue } from '../../../i18n/catalogue.ts';
import en from '../messages.en.json' with { type: 'json' };
import fr from '../messages.fr.json' with { type: 'json' };
import { spanParts } from './span-parts.ts';

/** The languages of the desk, with how each calls itself. Another one is a catalogue, and a line here. */
export const deskLanguages = { fr: 'Français', en: 'English' } as const;
export type DeskTongue = keyof typeof deskLanguages;
export type TextKey = keyof typeof fr;
export type TextArgs = Readonly<Record<string, string | number>>;

const locales = { fr: 'fr-FR', en: 'en-GB' } as const;

/** Names that come from the server, by what they name. */
type NamedGroup = 'dialog' | 'class' | 'level' | 'code' | 'told' | 'slot' | 'redacted' | 'audit.kind' | 'audit.what' | 'reveal';

/** The words of the desk in one language, with times as they are written in it. */
export interface Texts {
  readonly language: DeskTongue;
  t(key: TextKey, args?: TextArgs): string;
  /** A word that the catalogue may not have, such as a dialog of the bank's own: as it is then. */
  named(group: NamedGroup, name: string): string;
  time(at: string): string;
  /** Today’s as a time alone, others with their day. */
  moment(at: string, now: number): string;
  day(at: string): string;
  number(value: number, digits?: number): string;
  /** A length of time, rounded to what matters: “4 min”, “2 h 05”, “3 j 4 h”. */
  span(ms: number): string;
}

export function createTexts(language: DeskTongue, timeZone?: string): Texts {
  const catalogue = createCatalogue({ desk: { fr, en } });
  const locale = locales[language];
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone });
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', ...zone });
  const t = (key: TextKey, args?: TextArgs): string => catalogue.format(locale, `desk.${key}`, args);
  const day = (at: string): string => date.format(new Date(at));
  const time = (at: string): string => clock.format(new Date(at));
  return {
    language,
    t,
    named: (group, name) => (catalogue.has(`desk.${group}.${name}`) ? catalogue.format(locale, `desk.${group}.${name}`) : name),
    time,
    moment(at, now) {
      const isToday = day(at) === date.format(now);
      return isToday ? time(at) : t('moment.day', { day: day(at), time: time(at) });
    },
    day,
    number: (value, digits = 0) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    span(ms) {
      const { unit, ...values } = spanParts(ms);
      return t(`span.${unit}`, values);
    },
  };
}
