import type { MessageRef, Reply, ReplyButton, ReplyCard, ReplyOption } from '../engine/reply.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Formatter } from '../i18n/format.ts';
import { type Language, type Locale, localeFor } from '../i18n/language.ts';
import type { Grant, Sink } from './grant.ts';
import { type DisclosedMessage, type Origin, type OriginNotes, takeOriginNotes } from './origin.ts';
import type { OutgoingButton, OutgoingCard, OutgoingMessage, OutgoingOption } from './outgoing-message.ts';
import { openFor, type PrintContext, printArguments, type SayBand, WithheldError } from './print-argument.ts';
import { printReceipt } from './print-receipt.ts';
import { isSafeAddress } from './safe-address.ts';
import { type DataClass, isSealed, type Sealed } from './sealed.ts';
import { type ClassesOf, sentenceAt } from './sentence-at.ts';

export interface Audience {
  readonly sink: Sink;
  readonly grant: Grant;
  readonly language: Language;
  /** The locale the bank knows the customer by. */
  readonly locale?: Locale | undefined;
  /** The customer's day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What can be said: an answer that waits elsewhere has been replaced by a sentence. */
export type Sayable = Exclude<Reply, { kind: 'elsewhere' }>;

/** Turns what a turn answers into plain messages: the one place where sealed values are opened. */
export type Disclose = (replies: readonly Sayable[], audience: Audience) => readonly DisclosedMessage[];

interface Printer {
  text(message: MessageRef): string;
  /** Undefined where the level says something of the class, but not this. */
  open<Value>(sealed: Sealed<DataClass, Value>, field: string): Value | undefined;
}

/** The address of a button; undefined where it leads nowhere safe. */
function printUrl(url: Extract<ReplyButton, { kind: 'open' }>['url'], printer: Printer): string | undefined {
  if (!isSealed(url)) return url;
  const address = printer.open(url, 'url');
  return address !== undefined && isSafeAddress(address) ? address : undefined;
}

function printButton(button: ReplyButton, printer: Printer): OutgoingButton[] {
  const title = printer.text(button.label);
  if (button.kind === 'press') return [{ kind: 'press', title, payload: button.payload }];
  const url = printUrl(button.url, printer);
  return url === undefined ? [] : [{ kind: 'open', title, url }];
}

function printOptions(options: readonly ReplyOption[] | undefined, printer: Printer): { readonly options?: readonly OutgoingOption[] } {
  return options?.length ? { options: options.map((option) => ({ title: printer.text(option.label), payload: option.payload })) } : {};
}

function printButtons(buttons: readonly ReplyButton[] | undefined, printer: Printer): { readonly buttons?: readonly OutgoingButton[] } {
  const printed = (buttons ?? []).flatMap((button) => printButton(button, printer));
  return printed.length > 0 ? { buttons: printed } : {};
}

function printCard(card: ReplyCard, printer: Printer): OutgoingCard {
  return {
    title: printer.text(card.title),
    ...(card.subtitle ? { subtitle: printer.text(card.subtitle) } : {}),
    ...printButtons(card.buttons, printer),
  };
}

function printReply(reply: Sayable, printer: Printer): OutgoingMessage {
  const options = printOptions(reply.options, printer);
  if (reply.kind === 'text') {
    return {
      kind: 'text',
      text: reply.lines.map((line) => printer.text(line)).join('\n'),
      ...printButtons(reply.buttons, printer),
      ...options,
    };
  }
  if (reply.kind === 'cards') return { kind: 'cards', cards: reply.cards.map((card) => printCard(card, printer)), ...options };
  const receipt = printer.open(reply.receipt, 'receipt');
  if (!receipt) throw new WithheldError('a receipt is shown or not at all');
  return { ...printReceipt(receipt, (key, args) => printer.text({ key: `secrecy.${key}`, args })), ...options };
}

/** Several withheld answers of one turn say so once. */
function collapse(messages: readonly (DisclosedMessage | undefined)[], withheld: DisclosedMessage): DisclosedMessage[] {
  const first = messages.indexOf(undefined);
  return messages.flatMap((message, index) => message ?? (index === first ? [withheld] : []));
}

/** What a printer of one message stands on. */
interface Press {
  readonly catalogue: Catalogue;
  readonly locale: Locale;
  readonly classesOf: ClassesOf;
  readonly context: PrintContext;
  readonly notes: OriginNotes;
}

/** A sentence at the level in force, or the one that stands for it where its facts may not be disclosed. */
function printMessage({ key, args, otherwise }: MessageRef, press: Press): string {
  const { catalogue, locale, context, notes } = press;
  const sentence = sentenceAt(catalogue, key, { args, grant: context.grant, about: press.classesOf(key) });
  try {
    const sayBand: SayBand = (band) => catalogue.format(locale, 'secrecy.band', band);
    const { printed, opened } = printArguments(args, context, { sentence, sayBand });
    const text = catalogue.format(locale, sentence.key, printed);
    notes.say(sentence.key, opened);
    return text;
  } catch (error) {
    if (!(error instanceof WithheldError) || !otherwise) throw error;
    return printMessage(otherwise, press);
  }
}

/** The printer of one message, which notes what it prints. */
function createPrinter(press: Press): Printer {
  return {
    text: (message) => printMessage(message, press),
    open(sealed, field) {
      const level = press.context.grant.levels[sealed.dataClass];
      if (level === 'hinted' || level === 'banded') return undefined;
      return openFor(sealed, press.context, (opened) => press.notes.open({ ...opened, field }));
    },
  };
}

const withheldKey = 'secrecy.withheld';

/** Whether something of what was to be said was kept back. */
export function isWithheld({ origin }: DisclosedMessage): boolean {
  return origin.messages[0] === withheldKey;
}

/** The gate to the chat: grants decide here what a reply becomes, and nowhere else is a sealed argument put into words. */
export function createDisclose({
  catalogue,
  formatterFor,
  classesOf = () => [],
}: {
  readonly catalogue: Catalogue;
  readonly formatterFor: (locale: Locale) => Formatter;
  readonly classesOf?: ClassesOf;
}): Disclose {
  return (replies, audience) => {
    const { rule } = audience.grant;
    const locale = localeFor(audience.language, audience.locale);
    const context: PrintContext = { ...audience, formatter: formatterFor(locale) };
    const messages = replies.map((reply) => {
      const notes = takeOriginNotes();
      try {
        const printed = printReply(reply, createPrinter({ catalogue, locale, classesOf, context, notes }));
        return { ...printed, origin: notes.result(audience.grant) };
      } catch (error) {
        if (error instanceof WithheldError) return undefined;
        throw error;
      }
    });
    const origin: Origin = { messages: [withheldKey], disclosed: {}, fields: [], rule };
    return collapse(messages, { kind: 'text', text: catalogue.format(locale, withheldKey), origin });
  };
}
