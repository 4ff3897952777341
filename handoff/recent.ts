import { z } from 'zod';
import { mostSentThings, type SentThing, sentThingSchema } from './sent-things.ts';

const levelSchema = z.enum(['sealed', 'hinted', 'banded', 'shown']);

/** What the bot said: `text` only where no fact was disclosed in it. */
const shownSchema = z.object({ key: z.string(), classes: z.record(z.string(), levelSchema), text: z.string().exactOptional() });

/** One message of a customer and what the bot made of it. Never a figure, and never what had to be taken out of the message. */
export const exchangeSchema = z.object({
  at: z.iso.datetime(),
  said: z.string().nullable(),
  button: z.boolean(),
  attachment: z.boolean(),
  /** What was sent beside words, of the newest messages only: whoever takes over may look at it. */
  sent: z.array(sentThingSchema).exactOptional(),
  redacted: z.array(z.string()),
  dialog: z.string().nullable(),
  /** What the dialog was given: words and numbers only. */
  slots: z.record(z.string(), z.string()),
  /** What happened, of what an agent wants to know. */
  events: z.array(z.string()),
  shown: z.array(shownSchema),
});
export type Exchange = z.infer<typeof exchangeSchema>;

/** How much is remembered of a conversation, for whoever may have to take it over. It is in the state, which every turn writes. */
const most = {
  exchanges: 20,
  bytes: 4_096,
  said: 240,
  shown: 160,
  sentences: 6,
  events: 6,
  things: mostSentThings,
  thingBytes: 8_192,
} as const;

/** Cut between characters, so that no half of one is left. */
export function shorten(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}

const telling = /^(?:started|completed|failed|gave_up|cancelled|settled|ended|elsewhere|dropped) |^(?:unclear|beyond|foreign|unreadable)$/;

function cut(exchange: Exchange): Exchange {
  const shown = exchange.shown
    .slice(0, most.sentences)
    .map(({ text, ...sentence }) => (text === undefined ? sentence : { ...sentence, text: shorten(text, most.shown) }));
  const events = exchange.events.filter((event) => telling.test(event)).slice(-most.events);
  return { ...exchange, said: exchange.said === null ? null : shorten(exchange.said, most.said), events, shown };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * Forgets where things lie beyond the newest ten of them and beyond 8 KB: addresses at Meta are long, and end after some days anyway.
 * That there was something is still known.
 */
function forgetThings(exchanges: readonly Exchange[]): Exchange[] {
  let [things, bytes] = [0, 0];
  const fits = (sent: readonly SentThing[]): boolean => {
    things += sent.length;
    bytes += bytesOf(sent);
    return things <= most.things && bytes <= most.thingBytes;
  };
  return exchanges
    .toReversed()
    .map(({ sent, ...exchange }) => (sent && fits(sent) ? { ...exchange, sent } : exchange))
    .toReversed();
}

/** The exchanges with one more, the oldest forgotten beyond 20 of them and beyond 4 KB without what was sent beside words. */
export function remember(recent: readonly Exchange[], exchange: Exchange): Exchange[] {
  const kept = forgetThings([...recent, cut(exchange)].slice(-most.exchanges));
  const sizes = kept.map(({ sent: _sent, ...words }) => bytesOf(words));
  let total = sizes.reduce((sum, size) => sum + size, 0);
  let first = 0;
  while (total > most.bytes && first < kept.length - 1) total -= sizes[first++] ?? 0;
  return kept.slice(first);
}
