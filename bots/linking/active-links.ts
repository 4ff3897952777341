import { hash } from 'node:crypto';
import type { BankSignIn, SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { ConversationKey } from '../../store/port.ts';
import { createAccessTokens } from './access-tokens.ts';
import type { LinkRecords } from './link-records.ts';
import { hashOf } from './link-secrets.ts';
import type { Revocations } from './revocations.ts';

/** The customer behind a conversation. */
export interface LinkedCustomer {
  readonly access: CustomerAccess;
  /** The bank's own identifier of the customer. */
  readonly subject: string;
  readonly givenName?: string;
  /** BCP 47, as the bank gives it. */
  readonly locale?: string;
  /** IANA name, such as Europe/Paris. */
  readonly timeZone?: string;
  /** ISO 8601 instant. */
  readonly linkedAt: string;
}

/** The links in force. */
export interface ActiveLinks {
  isLinked(conversation: ConversationKey): Promise<boolean>;
  find(conversation: ConversationKey): Promise<LinkedCustomer | undefined>;
  /**
   * Links; a link before it ends and its consent is revoked. With the same attempt it can be done again after a crash, and changes nothing
   * where it was done.
   */
  activate(conversation: ConversationKey, customer: SignedInCustomer, attempt: string): Promise<void>;
  /** Whether the link in force was made by this attempt. */
  isLinkedBy(conversation: ConversationKey, attempt: string): Promise<boolean>;
  /** False when there was none. */
  end(conversation: ConversationKey): Promise<boolean>;
}

export interface ActiveLinkParts {
  readonly records: LinkRecords;
  readonly signIn: BankSignIn;
  readonly revocations: Revocations;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** A token can never come to belong to a later link of the conversation. */
function epochOf(attempt: string): string {
  return hashOf('link', attempt);
}

/** Links in the record store, their tokens apart from them under a name of their own that ends with the link. */
export function createActiveLinks(parts: ActiveLinkParts): ActiveLinks {
  const { revocations, now } = parts;
  const { links, tokens } = parts.records;

  /** Written down before anything is taken away: a crash leaves no consent behind. */
  async function note(epoch: string): Promise<void> {
    const kept = await tokens.get(epoch);
    if (kept !== undefined) await revocations.schedule(epoch, kept.value.tokens, now());
  }

  async function revoke(epoch: string): Promise<void> {
    await note(epoch);
    const kept = await tokens.take(epoch);
    if (kept !== undefined) await revocations.revoke(epoch, kept.tokens);
  }

  /** The bank has ended the consent: then the conversation is not linked any more either. */
  async function forget(conversation: ConversationKey, epoch: string): Promise<void> {
    const link = await links.get(conversation);
    if (link?.value.epoch === epoch) await links.delete(conversation);
    await revoke(epoch);
  }

  function accessOf(conversation: ConversationKey, epoch: string): () => Promise<string> {
    const onEnded = (ended: string) => forget(conversation, ended);
    const accessToken = createAccessTokens({ ...parts, records: tokens, owner: conversation, revoke: revocations.revoke, onEnded });
    return () => accessToken(epoch);
  }

  return {
    isLinked: async (conversation) => (await links.get(conversation)) !== undefined,

    async find(conversation) {
      const link = await links.get(conversation);
      if (link === undefined) return undefined;
      const { epoch, ...customer } = link.value;
      const key = hash('sha256', `access|${epoch}`, 'base64url').slice(0, 22);
      return { ...customer, access: { key, signedInAt: customer.linkedAt, accessToken: accessOf(conversation, epoch) } };
    },

    isLinkedBy: async (conversation, attempt) => (await links.get(conversation))?.value.epoch === epochOf(attempt),

    async activate(conversation, { tokens: fresh, ...customer }, attempt) {
      const epoch = epochOf(attempt);
      const before = (await links.get(conversation))?.value.epoch;
      if (before === epoch) return;
      if (before !== undefined) await note(before);
      await tokens.put(epoch, { tokens: fresh }, { owner: conversation });
      await links.put(conversation, { ...customer, epoch, linkedAt: now().toISOString() }, { owner: conversation });
      if (before !== undefined) await revoke(before);
    },

    async end(conversation) {
      const before = await links.get(conversation);
      if (before !== undefined) await note(before.value.epoch);
      const link = await links.take(conversation);
      if (link !== undefined) await revoke(link.epoch);
      return link !== undefined;
    },
  };
}
