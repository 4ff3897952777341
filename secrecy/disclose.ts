import type { MessageRef, Reply, ReplyButton, ReplyCard, ReplyOption } from '../engine/reply.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Formatter } from '../i18n/format.ts';
import { type Language, type Locale, localeFor } from '../i18n/language.ts';
import type { Grant, Sink } from './grant.ts';
import type { OutgoingButton, OutgoingCard, OutgoingMessage, OutgoingOption } from './outgoing-message.ts';
import { type PrintContext, printArguments, WithheldError } from './print-argument.ts';
import { printReceipt } from './print-receipt.ts';
import { release } from './release.ts';
import { isSealed } from './sealed.ts';

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
export type Disclose = (replies: readonly Reply[], audience: Audience) => readonly OutgoingMessage[];

type Format = (key: string, args: Record<string, string | number>) => string;

interface Printer {
  text(message: MessageRef): string;
  readonly context: PrintContext;
}

/** What of an address from outside a customer may be led to: https, and nobody's name in front of the host. */
function isSafeAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' && address.length <= 2_000;
}

/** The address of a button; undefined where it leads nowhere safe. */
function printUrl(url: Extract<ReplyButton, { kind: 'open' }>['url'], { context }: Printer): string | undefined {
  if (!isSealed(url)) return url;
  const released = release(url, context.sink, context.grant);
  if (!released.released) throw new WithheldError(released.reason);
  return isSafeAddress(released.value) ? released.value : undefined;
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
  const released = release(reply.receipt, printer.context.sink, printer.context.grant);
  if (!released.released) throw new WithheldError(released.reason);
  return { ...printReceipt(released.value, (key, args) => printer.text({ key: `secrecy.${key}`, args })), ...options };
}

/** Several withheld answers of one turn say so once. */
function collapse(messages: readonly (OutgoingMessage | undefined)[], withheld: OutgoingMessage): OutgoingMessage[] {
  const first = messages.indexOf(undefined);
  return messages.flatMap((message, index) => message ?? (index === first ? [withheld] : []));
}

/** A sentence, or the one that stands for it where its facts may not be disclosed. */
function printMessage({ key, args, otherwise }: MessageRef, context: PrintContext, format: Format): string {
  try {
    return format(key, printArguments(args, context));
  } catch (error) {
    if (!(error instanceof WithheldError) || !otherwise) throw error;
    return printMessage(otherwise, context, format);
  }
}

/** The gate to the chat: grants decide here what a reply becomes, and nowhere else is a sealed argument put into words. */
export function createDisclose(deps: { readonly catalogue: Catalogue; readonly formatterFor: (locale: Locale) => Formatter }): Disclose {
  return (replies, audience) => {
    const locale = localeFor(audience.language, audience.locale);
    const context: PrintContext = { ...audience, formatter: deps.formatterFor(locale) };
    const printer: Printer = {
      context,
      text: (message) => printMessage(message, context, (key, args) => deps.catalogue.format(locale, key, args)),
    };
    const messages = replies.map((reply) => {
      try {
        return printReply(reply, printer);
      } catch (error) {
        if (error instanceof WithheldError) return undefined;
        throw error;
      }
    });
    return collapse(messages, { kind: 'text', text: deps.catalogue.format(locale, 'secrecy.withheld') });
  };
}
