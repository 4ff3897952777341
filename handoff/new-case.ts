import type { Case } from './hold.ts';
import { makePacket, type PacketFacts } from './packet.ts';
import { weightOf } from './reasons.ts';

type CaseFacts = Pick<PacketFacts, 'reason' | 'now' | 'recent'> & Partial<Pick<PacketFacts, 'identity' | 'clock'>>;

const nobodyProven = { linked: false, strength: 'unknown', provenAt: null } as const;

/** A case as it begins, with its packet. */
export function newCase({ reason, now, recent, identity = nobodyProven, clock = null }: CaseFacts): Case {
  return {
    reason,
    ...weightOf(reason),
    openedAt: now.toISOString(),
    status: 'open',
    unanswered: 0,
    promises: [],
    packet: makePacket({ reason, now, recent, identity, clock }),
  };
}
