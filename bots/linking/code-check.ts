import type { SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { ActiveLinks } from './active-links.ts';
import type { LinkRecords } from './link-records.ts';
import { codeHash, newSecret, sameHash } from './link-secrets.ts';
import type { Revocations } from './revocations.ts';

/** The proof that who signed in at the bank also holds the conversation: a code shown there, typed here. */
export interface CodeCheck {
  /** Keeps the customer until the code is typed. */
  expect(waiting: {
    readonly conversation: ConversationKey;
    readonly attempt: string;
    readonly customer: SignedInCustomer;
    readonly code: string;
    readonly level?: DisclosureLevel | undefined;
  }): Promise<void>;
  confirm(conversation: ConversationKey, code: string): Promise<'linked' | 'wrong' | 'locked' | 'expired'>;
  /** Ends what waits in this conversation, and revokes it. */
  drop(conversation: ConversationKey): Promise<void>;
}

export interface CodeCheckParts {
  readonly records: Pick<LinkRecords, 'waiting' | 'attempts'>;
  readonly activeLinks: ActiveLinks;
  readonly revocations: Revocations;
  /** Told of each link that came to be, with what the customer allows to be said; may be told again after a crash. */
  readonly onLinked: OnLinked;
  readonly now: () => Date;
}

export type OnLinked = (conversation: ConversationKey, level: DisclosureLevel) => Promise<void>;

const codeMs = 10 * 60_000;
const maxTries = 5;

type Waiting = NonNullable<Awaited<ReturnType<LinkRecords['waiting']['take']>>>;

/** Checks codes against a salted hash in the record store, so that several processes count the same tries. */
export function createCodeCheck({ records, activeLinks, revocations, onLinked, now }: CodeCheckParts): CodeCheck {
  const { attempts, waiting } = records;

  async function drop(conversation: ConversationKey): Promise<void> {
    const dropped = await waiting.take(conversation);
    if (dropped !== undefined) await revocations.revoke(dropped.attempt, dropped.customer.tokens);
  }

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

  return {
    drop,

    async expect({ conversation, attempt, customer, code, level }) {
      await drop(conversation);
      const expiresAt = new Date(now().getTime() + codeMs);
      // Who never comes back to type the code leaves no consent behind.
      await revocations.schedule(attempt, customer.tokens, expiresAt);
      const salt = newSecret();
      const expected = {
        attempt,
        customer,
        ...(level === undefined ? {} : { level }),
        salt,
        codeHash: codeHash(code, salt),
        tries: 0,
        expiresAt: expiresAt.toISOString(),
      };
      await waiting.put(conversation, expected, { ttlMs: codeMs });
    },

    async confirm(conversation, typed) {
      const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
      for (;;) {
        const record = await waiting.get(conversation);
        const leftMs = record ? Date.parse(record.value.expiresAt) - now().getTime() : 0;
        if (record === undefined || leftMs <= 0) return (await isDone(conversation)) ? 'linked' : 'expired';
        const tries = record.value.tries + 1;
        // Counted before it is compared: guesses at the same moment do not share a try.
        const counted = await waiting.put(conversation, { ...record.value, tries }, { ttlMs: leftMs, ifVersion: record.version });
        if (!counted) continue;
        const right = tries <= maxTries && sameHash(codeHash(code, record.value.salt), record.value.codeHash);
        if (right) return activate(conversation, record.value);
        if (tries < maxTries) return 'wrong';
        await drop(conversation);
        return 'locked';
      }
    },
  };
}
