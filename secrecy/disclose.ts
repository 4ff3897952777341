import type { MessageRef, Reply, ReplyButton, ReplyCard, ReplyOption } from '../engine/reply.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Formatter } from '../i18n/format.ts';
import { type Language, type Locale, localeFor } from '../i18n/language.ts';
import type { Grant, Sink } from './grant.ts';
import { type DisclosedMessage, type Origin, type OriginNotes, takeOriginNotes } from './origin.ts';
import type { OutgoingButton, OutgoingCard, OutgoingMessage, OutgoingOption } from './outgoing-message.ts';
import { openFor, type PrintContext, type PrintedArguments, printArguments, WithheldError } from './print-argument.ts';
import { printReceipt } from './print-receipt.ts';
import { isSafeAddress } from './safe-address.ts';
import { type DataClass, isSealed, type Sealed } from './sealed.ts';

export interface Audience {
  readonly sink: Sink;
  readonly grant: Grant;
  readonly language: Language;
  /** The locale the bank knows the customer by. */
  readonly locale?: Locale | undefined;
  /** The customer's day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Turns what a turn answers into plain messages: the one place where sealed values are opened. */
export type Disclose = (replies: readonly Reply[], audience: Audience) => readonly DisclosedMessage[];

type Format = (key: string, args: Record<string, string | number>) => string;

interface Printer {
  text(message: MessageRef): string;
  open<Value>(sealed: Sealed<DataClass, Value>, field: string): Value;
}

/** The address of a button; undefined where it leads nowhere safe. */
function printUrl(url: Extract<ReplyButton, { kind: 'open' }>['url'], printer: Printer): string | undefined {
  if (!isSealed(url)) return url;
  const address = printer.open(url, 'url');
  return isSafeAddress(address) ? address : undefined;
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

function printReply(reply: Reply, printer: Printer): OutgoingMessage {
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
  return { ...printReceipt(receipt, (key, args) => printer.text({ key: `secrecy.${key}`, args })), ...options };
}

/** Several withheld answers of one turn say so once. */
function collapse(messages: readonly (DisclosedMessage | undefined)[], withheld: DisclosedMessage): DisclosedMessage[] {
  const first = messages.indexOf(undefined);
  return messages.flatMap((message, index) => message ?? (index === first ? [withheld] : []));
}

/** A sentence, or the one that stands for it where its facts may not be disclosed. */
function printMessage(
  { key, args, otherwise }: MessageRef,
  context: PrintContext,
  print: (key: string, args: PrintedArguments) => string,
): string {
  try {
    return print(key, printArguments(args, context));
  } catch (error) {
    if (!(error instanceof WithheldError) || !otherwise) throw error;
    return printMessage(otherwise, context, print);
  }
}

/** The printer of one message, which notes what it prints. */
function createPrinter(context: PrintContext, notes: OriginNotes, format: Format): Printer {
  return {
    text: (message) =>
      printMessage(message, context, (key, { printed, opened }) => {
        notes.say(key, opened);
        return format(key, printed);
      }),
    open: (sealed, field) => openFor(sealed, context, (opened) => notes.open({ ...opened, field })),
  };
}

const withheldKey = 'secrecy.withheld';

/** The gate to the chat: grants decide here what a reply becomes, and nowhere else is a sealed argument put into words. */
export function createDisclose(deps: { readonly catalogue: Catalogue; readonly formatterFor: (locale: Locale) => Formatter }): Disclose {
  return (replies, audience) => {
    const { rule } = audience.grant;
    const locale = localeFor(audience.language, audience.locale);
    const context: PrintContext = { ...audience, formatter: deps.formatterFor(locale) };
    const format: Format = (key, args) => deps.catalogue.format(locale, key, args);
    const messages = replies.map((reply) => {
      const notes = takeOriginNotes();
      try {
        return { ...printReply(reply, createPrinter(context, notes, format)), origin: notes.result(rule) };
      } catch (error) {
        if (error instanceof WithheldError) return undefined;
        throw error;
      }
    });
    const origin: Origin = { messages: [withheldKey], disclosed: {}, fields: [], rule };
    return collapse(messages, { kind: 'text', text: format(withheldKey, {}), origin });
  };
}
