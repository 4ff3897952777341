import type { Decision } from './decision.ts';
import type { Case, Hold } from './hold.ts';
import { sentence } from './transition.ts';

/** How somebody wants to be answered who has asked for a person when nobody was there. */
export type ContactChoice = 'message' | 'call_back';

/** The button of one answer, good as long as the owner is the one who offered it. */
export function encodeContact(token: number, choice: ContactChoice): string {
  return `desk.contact.${token}.${choice}`;
}

/**
 * Takes the choice: it stands in the packet, and the promise that waits for a person becomes one of a call, or of an answer. It can be
 * changed until somebody has taken the conversation. Undefined for every other button, and for one that is not good any more.
 */
export function takeContact(hold: Hold, payload: string, now: Date): Decision | undefined {
  const choice = (['message', 'call_back'] as const).find((one) => payload === encodeContact(hold.owner.token, one));
  if (!choice || hold.case?.status !== 'open') return undefined;
  const { packet } = hold.case;
  const kind = choice === 'call_back' ? 'call_back' : 'reply';
  const [first, ...others] = hold.case.promises;
  const promise = { text: '', dueAt: null, madeAt: now.toISOString(), ...first, kind } as const;
  const open: Case = { ...hold.case, promises: [promise, ...others], packet: { ...packet, contact: choice } };
  const said = sentence(`contact_${choice}`, { linked: packet.identity.linked ? 'yes' : 'no' });
  return {
    outcome: 'done',
    hold: { ...hold, lastInboundAt: now.toISOString(), case: open },
    entries: [{ kind: 'system', code: `contact_${choice}`, detail: null }],
    sayings: [{ said, sender: { kind: 'bot', token: hold.owner.token } }],
  };
}
