import { CipherError } from '../../store/cipher-error.ts';
import type { Claim, ConversationStore } from '../../store/port.ts';

export interface ClaimReadableDeps {
  readonly conversations: Pick<ConversationStore, 'claimOrphan'>;
  readonly log: { error(fields: object, message: string): void };
}

/** So many are passed by in one look; each of them is found again when its lease has ended. */
const mostPassedBy = 100;

/** Claims an orphan that can be read. Those that cannot, because their key is not configured any more, must not keep it from the others. */
export async function claimReadable({ conversations, log }: ClaimReadableDeps): Promise<Claim | undefined> {
  for (let passedBy = 0; passedBy < mostPassedBy; passedBy += 1) {
    try {
      return await conversations.claimOrphan();
    } catch (error) {
      if (!(error instanceof CipherError)) throw error;
      log.error({ error: error.name, code: error.code }, 'a conversation cannot be read and stays unanswered; see STORE_KEYS');
    }
  }
  return undefined;
}
