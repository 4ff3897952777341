import type { Exchange } from '../../handoff/recent.ts';
import type { DisclosedMessage } from '../../secrecy/origin.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import type { Question } from '../turns/answer.ts';
import type { TurnOutcome } from '../turns/turn.ts';

type Shown = Exchange['shown'][number];

/** A sentence of the bot, by its name; its words only where no fact was opened for them. */
export function shownOf(message: DisclosedMessage): Shown {
  const { messages: named, disclosed } = message.origin;
  // What stands on buttons is no sentence of its own.
  const said = named.filter((key) => !key.endsWith('.title'));
  const messages = said.length > 0 ? said : named;
  const classes: Shown['classes'] = { ...disclosed };
  const isPlain = message.kind === 'text' && Object.keys(disclosed).length === 0;
  return { key: messages.join(' '), classes, ...(isPlain ? { text: message.text } : {}) };
}

/** What a customer has typed, as it may be kept and read by people: a linking code, once typed, is nobody's business. */
export function saidBy({ input }: Pick<Question, 'input'>, dialog: string | null): Pick<Exchange, 'said' | 'button' | 'attachment'> {
  if (input.kind === 'attachment') return { said: null, button: false, attachment: true };
  if (input.kind === 'button') return { said: input.title ?? null, button: true, attachment: false };
  const { text } = redactTyped(input.text, 'never');
  return { said: dialog === 'link_account' ? text.replaceAll(/\d[\d ]{4,}\d/g, '[code]') : text, button: false, attachment: false };
}

function wordsOf(slots: TurnOutcome['trace']['slots']): Exchange['slots'] {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}

/** One turn of the bot, as it is remembered for a person. */
export function exchangeOf(
  question: Question,
  { trace, messages }: TurnOutcome & { readonly messages: readonly DisclosedMessage[] },
  now: Date,
): Exchange {
  const { attachments = [] } = question;
  return {
    at: now.toISOString(),
    ...saidBy(question, trace.dialog),
    attachment: question.input.kind === 'attachment' || attachments.length > 0,
    ...(attachments.length > 0 ? { sent: [...attachments] } : {}),
    redacted: [...question.redacted],
    dialog: trace.dialog,
    slots: wordsOf(trace.slots),
    events: [...trace.events],
    shown: messages.map(shownOf),
  };
}
