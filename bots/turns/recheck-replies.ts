import { type EffectiveGrantDeps, effectiveGrant } from '../../secrecy/consent/effective-grant.ts';
import { type DisclosureLevel, type Grant, reaches } from '../../secrecy/grant.ts';
import { type DataClass, dataClasses } from '../../secrecy/sealed.ts';
import type { Claim, Json, LedgerStore } from '../../store/port.ts';
import type { Inbound } from '../inbound.ts';
import { readHeld } from './held-replies.ts';
import { asking, lookUp, type StandingDeps } from './standing.ts';
import type { TellLedger } from './tell-ledger.ts';

export interface RecheckDeps extends StandingDeps {
  readonly disclosure: EffectiveGrantDeps;
  /** What leaves in the place of a reply that may not leave any more. */
  readonly instead: (inbound: Inbound, state: Json | undefined) => { readonly reply: Json; readonly key: string };
  readonly ledger: Pick<LedgerStore, 'add'>;
  readonly tellLedger: TellLedger;
  readonly now: () => Date;
}

/** Replies that waited in the outbox, as they may leave now. */
export type RecheckReplies = (claim: Claim, inbound: Inbound) => Promise<readonly Json[]>;

type Discloses = Readonly<Partial<Record<DataClass, DisclosureLevel>>>;

function isAllowed(discloses: Discloses, levels: Grant['levels']): boolean {
  return dataClasses.every((dataClass) => {
    const level = discloses[dataClass];
    return level === undefined || reaches(levels[dataClass], level);
  });
}

/**
 * A reply may wait in the outbox: Meta was away, the Page rested, a worker died. Whoever has hidden the amounts meanwhile, unlinked, or
 * whose consent has expired does not get them any more.
 */
export function createRecheckReplies(deps: RecheckDeps): RecheckReplies {
  async function levelsNow(conversation: string): Promise<Grant['levels']> {
    return effectiveGrant(asking(await lookUp(deps, conversation), deps.now()), deps.disclosure).levels;
  }

  return async ({ conversation, eventId, unsent, state }, inbound) => {
    const held = unsent.map((stored) => readHeld(stored));
    if (held.every(({ discloses }) => Object.keys(discloses).length === 0)) return held.map(({ reply }) => reply);
    const levels = await levelsNow(conversation);
    // Each has a sending of its own, by which its echo is known.
    const leaving = held.map(({ reply, discloses }) => (isAllowed(discloses, levels) ? { reply } : deps.instead(inbound, state)));
    const replaced = leaving.flatMap((each) => ('key' in each ? [each] : []));
    const origins = replaced.map(({ key }) => ({
      messages: [key],
      disclosed: {},
      fields: [],
      rule: 'no longer allowed when it was to leave',
    }));
    const replies = replaced.map(({ reply }) => reply);
    if (replies.length > 0) await deps.ledger.add(deps.tellLedger({ conversation, eventId, replies, origins }));
    return leaving.map(({ reply }) => reply);
  };
}
