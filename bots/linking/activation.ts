import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { ActiveLinks } from './active-links.ts';
import type { LinkRecords } from './link-records.ts';
import type { Revocations } from './revocations.ts';

/** Told of each link that came to be, with what the customer allows to be said in the chat; may be told again after a crash. */
export type OnLinked = (conversation: ConversationKey, level: DisclosureLevel) => Promise<void>;

export interface ActivationParts {
  readonly records: Pick<LinkRecords, 'waiting' | 'attempts'>;
  readonly activeLinks: ActiveLinks;
  readonly revocations: Revocations;
  readonly onLinked: OnLinked;
}

type Waiting = NonNullable<Awaited<ReturnType<LinkRecords['waiting']['take']>>>;

/** What follows the right code. */
export interface Activation {
  activate(conversation: ConversationKey, waiting: Waiting): Promise<'linked' | 'expired'>;
  isDone(conversation: ConversationKey): Promise<boolean>;
}

export function createActivation({ records: { attempts, waiting }, activeLinks, revocations, onLinked }: ActivationParts): Activation {
  /** Every step can be taken again: a turn that crashes in the middle of it is done once more with the same code. */
  async function activate(conversation: ConversationKey, { attempt, customer, level = 'sealed' }: Waiting): Promise<'linked' | 'expired'> {
    // First of all, or a crash in between would leave a link whose consent is to be revoked.
    await revocations.cancel(attempt);
    await activeLinks.activate(conversation, customer, attempt);
    await onLinked(conversation, level);
    const current = await waiting.take(conversation);
    if (await isDone(conversation)) return 'linked';
    // Another link was asked for in between: the code that was right was not for it.
    if (current !== undefined) await revocations.revoke(current.attempt, current.customer.tokens);
    await activeLinks.end(conversation);
    return 'expired';
  }

  /** Whether the attempt that counts is the one that is linked: the code was right, here or in a turn that was cut off. */
  async function isDone(conversation: ConversationKey): Promise<boolean> {
    const attempt = (await attempts.get(conversation))?.value.attempt;
    return attempt !== undefined && activeLinks.isLinkedBy(conversation, attempt);
  }

  return { activate, isDone };
}
