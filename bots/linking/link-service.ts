import { setTimeout as wait } from 'node:timers/promises';
import type { AccountLinking } from '../../connectors/ports/account-linking.ts';
import type { BankSignIn, BankTokens, SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';
import type { Language } from '../../i18n/language.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { ConversationKey, RecordStore } from '../../store/port.ts';
import { createActiveLinks, type LinkedCustomer } from './active-links.ts';
import { createCodeCheck } from './code-check.ts';
import { linkRecords } from './link-records.ts';
import { newSecret, newCode as randomCode } from './link-secrets.ts';
import { createRevocations } from './revocations.ts';
import { createSignInFlow, type SignInFlow } from './sign-in-flow.ts';

export interface LinkServiceDeps {
  readonly records: RecordStore;
  readonly signIn: BankSignIn;
  /** What a customer may choose between at linking; one who has no choice is not asked. */
  readonly choices?: readonly DisclosureLevel[];
  /** Told of each new link, by its key, with what the customer allows to be said in the chat. */
  readonly onLinked?: (conversation: ConversationKey, linked: { readonly link: string; readonly level: DisclosureLevel }) => Promise<void>;
  /** Address at which customers reach this process, without a slash at its end. Asked for when a link is made. */
  readonly publicUrl: () => string;
  readonly now: () => Date;
  /** Six digits; random by default. */
  readonly newCode?: () => string;
  /** Names a link; random by default. */
  readonly newId?: () => string;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** Who is behind which conversation. */
export interface LinkService {
  /** @param language of the conversation; the pages speak it, too. */
  linkingFor(conversation: ConversationKey, language?: Language): AccountLinking;
  accessFor(conversation: ConversationKey): Promise<LinkedCustomer | undefined>;
  /**
   * Links without a code: for the simulator's demo customers, never for a channel that strangers can reach.
   * @param level what they allow to be said in the chat, where they were asked.
   */
  linkDirectly(conversation: ConversationKey, customer: SignedInCustomer, level?: DisclosureLevel): Promise<void>;
  /** Ends at the bank what a sign-in has given that is not kept; where the bank does not take it now, later. */
  discard(tokens: BankTokens): Promise<void>;
  /** What the pages do. */
  readonly flow: Pick<SignInFlow, 'look' | 'start' | 'finish' | 'choose'>;
  /** Revokes at the bank what could not be revoked before, and what was signed in and never confirmed. To be called every minute. */
  runDueRevocations(): Promise<number>;
}

/**
 * Links conversations to bank customers. A link that is forwarded links nobody: the sign-in counts only after the code that its
 * browser was shown has been typed in the conversation that asked for the link.
 */
export function createLinkService(deps: LinkServiceDeps): LinkService {
  const { signIn, now, publicUrl, newCode = randomCode, newId = newSecret } = deps;
  const records = linkRecords(deps.records);
  const revocations = createRevocations({ records: records.revocations, signIn, now });
  const activeLinks = createActiveLinks({ records, signIn, revocations, now, wait: deps.wait ?? wait });
  async function onLinked(conversation: ConversationKey, level: DisclosureLevel): Promise<void> {
    const link = (await activeLinks.find(conversation))?.access.key;
    if (link !== undefined) await deps.onLinked?.(conversation, { link, level });
  }
  const codes = createCodeCheck({ records, activeLinks, revocations, onLinked, now });
  const flow = createSignInFlow({ records, signIn, codes, revocations, publicUrl, newCode, choices: deps.choices ?? [], now });

  return {
    flow,
    linkingFor: (conversation, language) => ({
      isLinked: () => activeLinks.isLinked(conversation),
      begin: () => flow.offer(conversation, language),
      confirm: (code) => codes.confirm(conversation, code),
      async unlink() {
        await codes.drop(conversation);
        await records.attempts.delete(conversation);
        return activeLinks.end(conversation);
      },
    }),
    accessFor: (conversation) => activeLinks.find(conversation),
    async linkDirectly(conversation, customer, level) {
      await activeLinks.activate(conversation, customer, newId());
      if (level !== undefined) await onLinked(conversation, level);
    },
    discard: (tokens) => revocations.revoke(newId(), tokens),
    runDueRevocations: () => revocations.runDue(),
  };
}
