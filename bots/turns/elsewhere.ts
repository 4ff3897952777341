import type { Reply, ReplyButton } from '../../engine/reply.ts';
import type { Language } from '../../i18n/language.ts';
import { isWithheld, type Sayable } from '../../secrecy/disclose.ts';
import type { DisclosedMessage } from '../../secrecy/origin.ts';
import type { ConversationKey } from '../../store/port.ts';

/** What was asked and is answered on a page of the bank. */
export interface AskedElsewhere {
  readonly conversation: ConversationKey;
  readonly dialog: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly language: Language;
}

/** Makes the one-time address at which the answer waits; undefined where there is no such page. */
export type OfferPage = (asked: AskedElsewhere) => Promise<string | undefined>;

/** The button under what is said instead of an answer. */
function openButton(url: string | undefined): { readonly buttons?: readonly ReplyButton[] } {
  return url === undefined ? {} : { buttons: [{ kind: 'open', label: { key: 'secrecy.open', args: {} }, url }] };
}

/** What is said of an answer, or a part of it, that waits on a page of the bank. */
function waitingReply(key: 'sealed' | 'withheld', url: string | undefined): Sayable {
  return { kind: 'text', lines: [{ key: `secrecy.${key}`, args: {} }], ...openButton(url) };
}

/**
 * Discloses what may be said here. Where something of it may not, the customer is led to where it can be read.
 * @param offer is asked only where something was kept back.
 */
export async function discloseOrLead(
  disclose: (replies: readonly Sayable[]) => readonly DisclosedMessage[],
  replies: readonly Sayable[],
  offer: () => Promise<string | undefined>,
): Promise<readonly DisclosedMessage[]> {
  const messages = disclose(replies);
  if (!messages.some(isWithheld)) return messages;
  const key = messages.every(isWithheld) ? 'sealed' : 'withheld';
  const url = await offer();
  return messages.flatMap((message) => (isWithheld(message) ? disclose([waitingReply(key, url)]) : [message]));
}

/** Puts the constant sentence in the place of what is answered elsewhere. */
export async function sayElsewhere(
  replies: readonly Reply[],
  offer: (asked: Pick<AskedElsewhere, 'dialog' | 'slots'>) => Promise<string | undefined>,
): Promise<readonly Sayable[]> {
  return Promise.all(
    replies.map(async (reply): Promise<Sayable> => {
      if (reply.kind !== 'elsewhere') return reply;
      return waitingReply('sealed', await offer(reply));
    }),
  );
}
