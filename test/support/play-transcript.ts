import type { SendBody } from '../../bots/messenger/send-body.ts';
import type { Language } from '../../i18n/language.ts';
import { findMismatch } from './compare-transcript.ts';
import { bubblePattern, normalise } from './placeholders.ts';
import type { BankState, CustomerAct, Transcript, TranscriptTurn } from './transcript.ts';

/** The application as a conversation needs it: its public door, and the world around it. */
export interface ConversationApp {
  /** Says a text or presses a payload and answers once the turn is over; `reset` begins the conversation anew, linked. */
  say(input: {
    readonly customer: string;
    readonly text?: string;
    readonly payload?: string;
    readonly reset?: boolean;
  }): Promise<readonly SendBody[]>;
  setClock(now: Date): void;
  /** What shall go wrong at the bank when this customer asks. */
  setBank(state: BankState, customer: string): Promise<void>;
  /** Follows a sign-in link as the customer's browser would, to the code that the page shows. */
  signIn(customer: string, url: string): Promise<string>;
}

/** The application did not answer as the transcript says. */
export class TranscriptMismatchError extends Error {
  readonly code = 'transcript_mismatch';

  constructor(problem: string) {
    super(problem);
    this.name = 'TranscriptMismatchError';
  }
}

const defaultClock = '2026-11-17T12:00:00Z';

/** Gives up the link that every conversation begins with, as a customer would. */
const unlinking: Readonly<Record<Language, readonly [string, string]>> = {
  fr: ['délier mon compte', 'oui'],
  en: ['unlink my account', 'yes'],
};

interface Tap {
  readonly title: string;
  readonly payload: string;
}

function tapsOf(body: SendBody): Tap[] {
  const payload = 'attachment' in body ? body.attachment.payload : undefined;
  const buttons = payload?.template_type === 'button' ? payload.buttons : [];
  const posted = buttons.flatMap((button) => (button.type === 'postback' ? [button] : []));
  return [...posted, ...(body.quick_replies ?? [])].map(({ title, payload }) => ({ title, payload }));
}

function linkOf(body: SendBody): string | undefined {
  const payload = 'attachment' in body ? body.attachment.payload : undefined;
  const buttons = payload?.template_type === 'button' ? payload.buttons : [];
  return buttons.flatMap((button) => (button.type === 'web_url' ? [button.url] : []))[0];
}

interface Play {
  readonly app: ConversationApp;
  readonly customer: string;
  now: Date;
  /** Answers so far, newest first. */
  readonly answers: (readonly SendBody[])[];
  pressed?: string;
  code?: string;
  begun: boolean;
}

function payloadFor(play: Play, target: number | string, line: number): string {
  const bodies = play.answers.flatMap((answer) => answer.toReversed());
  const found =
    typeof target === 'number'
      ? play.answers[0]
          ?.toReversed()
          .map(tapsOf)
          .find((taps) => taps.length > 0)?.[target - 1]
      : bodies.flatMap(tapsOf).find(({ title }) => bubblePattern(target).test(normalise(title)));
  if (!found) throw new TranscriptMismatchError(`line ${line}: there is no ${target} to press`);
  return found.payload;
}

async function signIn(play: Play, line: number): Promise<void> {
  const url = play.answers
    .flatMap((answer) => answer.toReversed())
    .map(linkOf)
    .find((link) => link !== undefined);
  if (url === undefined) throw new TranscriptMismatchError(`line ${line}: there is no link at which to sign in`);
  play.code = await play.app.signIn(play.customer, url);
}

function inputFor(play: Play, act: CustomerAct, line: number): { readonly text: string } | { readonly payload: string } {
  if (act.kind === 'text') return { text: act.text.replaceAll('{{code}}', play.code ?? '{{code}}') };
  if (act.kind === 'press') play.pressed = payloadFor(play, act.target, line);
  if (act.kind === 'press_unknown') return { payload: 'nobody-made-this' };
  if (play.pressed === undefined) throw new TranscriptMismatchError(`line ${line}: nothing was pressed before`);
  return { payload: play.pressed };
}

async function playTurn(play: Play, { act, expected, line }: TranscriptTurn): Promise<void> {
  if (act.kind === 'sign_in') return signIn(play, line);
  if (act.kind === 'wait') {
    play.now = new Date(play.now.getTime() + act.minutes * 60_000);
    return play.app.setClock(play.now);
  }
  const reset = play.begun ? {} : { reset: true };
  play.begun = true;
  const bodies = await play.app.say({ customer: play.customer, ...inputFor(play, act, line), ...reset });
  play.answers.unshift(bodies);
  const problem = findMismatch(expected, bodies);
  if (problem !== undefined) throw new TranscriptMismatchError(problem);
}

/**
 * Plays a conversation from beginning to end and compares every answer.
 * @throws TranscriptMismatchError at the first answer that differs
 */
export async function playTranscript(app: ConversationApp, transcript: Transcript, language: Language): Promise<void> {
  const { customer, clock = defaultClock, linked, bank, turns } = transcript;
  const play: Play = { app, customer, now: new Date(clock), answers: [], begun: false };
  app.setClock(play.now);
  await app.setBank('up', customer);
  if (!linked) {
    const [wish, yes] = unlinking[language];
    await app.say({ customer, text: wish, reset: true });
    await app.say({ customer, text: yes });
    play.begun = true;
  } else if (bank !== 'up') {
    // The link has to be made while the bank still answers.
    await app.say({ customer, text: language === 'fr' ? 'bonjour' : 'hello', reset: true });
    play.begun = true;
  }
  await app.setBank(bank, customer);
  for (const turn of turns) await playTurn(play, turn);
}
