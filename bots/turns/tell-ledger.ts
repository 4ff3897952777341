import type { SaidEntry } from '../../secrecy/ledger/ledger-entry.ts';
import type { LedgerSigner } from '../../secrecy/ledger/ledger-keys.ts';
import type { Origin } from '../../secrecy/origin.ts';
import { policyVersion } from '../../secrecy/policy.ts';
import type { ConversationKey, Json } from '../../store/port.ts';
import { traceIdOf } from '../metrics/turn-trace.ts';

/** Replies on their way into the outbox. */
export interface ToTell {
  readonly conversation: ConversationKey;
  readonly eventId: string;
  /** As the outbox keeps them. */
  readonly replies: readonly Json[];
  /** Where each of them comes from. */
  readonly origins: readonly Origin[];
}

/** What the ledger is told of replies, to be committed together with them. */
export type TellLedger = (told: ToTell) => readonly Json[];

export function createTellLedger({ signer, now }: { readonly signer: Pick<LedgerSigner, 'macOf'>; readonly now: () => Date }): TellLedger {
  return ({ conversation, eventId, replies, origins }) => {
    const shared = {
      kind: 'said',
      at: now().toISOString(),
      conversation,
      trace: traceIdOf(eventId),
      sink: 'chat',
      policy: policyVersion,
    } as const;
    return replies.map((reply, index): SaidEntry => {
      const origin = origins[index];
      // A reply whose origin nobody knows must not leave.
      if (!origin) throw new TypeError('a reply without an origin');
      const body = JSON.stringify(reply);
      const { messages, disclosed, fields, rule, who } = origin;
      return {
        ...shared,
        messages: [...messages],
        disclosed: { ...disclosed },
        fields: [...fields],
        rule,
        ...(who === undefined ? {} : { who }),
        bytes: Buffer.byteLength(body),
        mac: signer.macOf(body),
      };
    });
  };
}
