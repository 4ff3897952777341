import type { ReplyArguments } from '../engine/reply.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Formatter } from '../i18n/format.ts';
import { type Language, type Locale, localeFor } from '../i18n/language.ts';
import type { Grant } from './grant.ts';
import { type Origin, takeOriginNotes } from './origin.ts';
import { openFor, printArguments } from './print-argument.ts';
import { type PrintedReceipt, printPageReceipt } from './print-page-receipt.ts';
import type { ReceiptView } from './receipt-view.ts';
import { isSafeAddress } from './safe-address.ts';
import type { DataClass, Sealed } from './sealed.ts';
import { sentenceAt } from './sentence-at.ts';

/** For whom a page is printed, and what may be shown there. */
export interface PageReader {
  readonly grant: Grant;
  readonly language: Language;
  /** The locale the bank knows the customer by. */
  readonly locale?: Locale | undefined;
  /** The customer's day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Prints what stands on one page of the bank, and notes what was opened for it. All of it is plain text: HTML has to escape it. */
export interface PagePrinter {
  /** A sentence. @throws WithheldError when one of its facts may not be shown on a page. */
  text(key: string, args?: ReplyArguments): string;
  /** An address to be led to; undefined where it leads nowhere safe. */
  address(url: Sealed<DataClass, string>): string | undefined;
  /** A receipt, and the instant of its issue as the customer's own clock shows it. @param clockOf day and time `HH:MM` of an instant */
  receipt(receipt: Sealed<'receipt', ReceiptView>, clockOf: (instant: string) => IssuedAt): PrintedReceipt & { readonly issued: IssuedAt };
  /** Where the page comes from, for the ledger. */
  origin(): Origin;
}

/** A day and a time as they are printed. */
export interface IssuedAt {
  readonly day: string;
  readonly time: string;
}

/** A hyphen is too short for a minus, and a line may break after it. */
function withMinus(formatter: Formatter): Formatter {
  return { ...formatter, money: (money) => formatter.money(money).replace('-', '\u2212') };
}

/** The gate to the bank's own pages: the same as the one to the chat, for the destination `page`. */
export function createPagePrinter(
  deps: { readonly catalogue: Catalogue; readonly formatterFor: (locale: Locale) => Formatter },
  { grant, language, locale: preferred, today }: PageReader,
): PagePrinter {
  const locale = localeFor(language, preferred);
  const formatter = withMinus(deps.formatterFor(locale));
  const context = { sink: 'page', grant, formatter, today } as const;
  const notes = takeOriginNotes();
  const open = <Value>(sealed: Sealed<DataClass, Value>, field: string): Value =>
    openFor(sealed, context, (opened) => notes.open({ ...opened, field }));
  const text = (key: string, args: ReplyArguments = {}): string => {
    // A page shows or it does not: there are no bands on it.
    const sentence = sentenceAt(deps.catalogue, key, { args, grant, about: [] });
    const { printed, opened } = printArguments(args, context, { sentence, sayBand: () => '' });
    notes.say(key, opened);
    return deps.catalogue.format(locale, key, printed);
  };
  return {
    text,
    address(url) {
      const address = open(url, 'url');
      return isSafeAddress(address) ? address : undefined;
    },
    receipt(sealed, clockOf) {
      const released = open(sealed, 'receipt');
      const printed = printPageReceipt(released, formatter, (key, args) => text(`secrecy.${key}`, args));
      const { day, time } = clockOf(released.issuedAt);
      return { ...printed, issued: { day: formatter.day({ day }, today), time: formatter.time({ time }) } };
    },
    origin: () => notes.result(grant),
  };
}
