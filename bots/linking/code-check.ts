import type { SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';
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
  }): Promise<void>;
  confirm(conversation: ConversationKey, code: string): Promise<'linked' | 'wrong' | 'locked' | 'expired'>;
  /** Ends what waits in this conversation, and revokes it. */
  drop(conversation: ConversationKey): Promise<void>;
}

export interface CodeCheckParts {
  readonly records: LinkRecords['waiting'];
  readonly activeLinks: ActiveLinks;
  readonly revocations: Revocations;
  readonly now: () => Date;
}

const codeMs = 10 * 60_000;
const maxTries = 5;

export function createCodeCheck({ records, activeLinks, revocations, now }: CodeCheckParts): CodeCheck {
  async function drop(conversation: ConversationKey): Promise<void> {
    const waiting = await records.take(conversation);
    if (waiting !== undefined) await revocations.revoke(waiting.attempt, waiting.customer.tokens);
  }

  async function activate(conversation: ConversationKey, attempt: string): Promise<'linked' | 'expired'> {
    const waiting = await records.take(conversation);
    if (waiting === undefined) return 'expired';
    if (waiting.attempt !== attempt) {
      // Another sign-in has come in between: the code that was right was not for it.
      await revocations.revoke(waiting.attempt, waiting.customer.tokens);
      return 'expired';
    }
    // First of all, or a crash in between would leave a link whose consent is to be revoked.
    await revocations.cancel(waiting.attempt);
    await activeLinks.activate(conversation, waiting.customer);
    return 'linked';
  }

  return {
    drop,

    async expect({ conversation, attempt, customer, code }) {
      await drop(conversation);
      const expiresAt = new Date(now().getTime() + codeMs);
      // Who never comes back to type the code leaves no consent behind.
      await revocations.schedule(attempt, customer.tokens, expiresAt);
      const salt = newSecret();
      const waiting = { attempt, customer, salt, codeHash: codeHash(code, salt), tries: 0, expiresAt: expiresAt.toISOString() };
      await records.put(conversation, waiting, { ttlMs: codeMs });
    },

    async confirm(conversation, typed) {
      const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
      for (;;) {
        const waiting = await records.get(conversation);
        const leftMs = waiting ? Date.parse(waiting.value.expiresAt) - now().getTime() : 0;
        if (waiting === undefined || leftMs <= 0) return 'expired';
        const tries = waiting.value.tries + 1;
        // Counted before it is compared: guesses at the same moment do not share a try.
        const counted = await records.put(conversation, { ...waiting.value, tries }, { ttlMs: leftMs, ifVersion: waiting.version });
        if (!counted) continue;
        const right = tries <= maxTries && sameHash(codeHash(code, waiting.value.salt), waiting.value.codeHash);
        if (right) return activate(conversation, waiting.value.attempt);
        if (tries < maxTries) return 'wrong';
        await drop(conversation);
        return 'locked';
      }
    },
  };
}
