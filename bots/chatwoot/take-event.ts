import { hash } from 'node:crypto';
import type { Board } from '../../desk/board.ts';
import type { DeskEvent } from '../../handoff/desk-event.ts';
import { secretsTyped } from '../../secrecy/typed-by-person.ts';
import { deskInbound } from '../desk/desk-inbound.ts';
import type { StaffNames } from '../desk/staff-names.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import type { Links } from './links.ts';
import { chatwootDesk, refOf } from './names.ts';
import type { ChatwootEvent } from './read-event.ts';

export interface TakeEventDeps {
  readonly links: Pick<Links, 'of' | 'conversationOf'>;
  readonly board: Pick<Board, 'find'>;
  readonly worker: Pick<TurnWorker, 'accept'>;
  readonly names: StaffNames;
}

/** `unknown`: no conversation of ours, or one that is over for good. @throws OverloadedError, StoreUnavailableError: nothing was promised */
export type TakeEvent = (event: ChatwootEvent, body: Uint8Array) => Promise<'accepted' | 'duplicate' | 'unknown'>;

type Act = Extract<DeskEvent, { readonly kind: 'other_desk' }>['act'];

/** As long as a message of our own desk may be. */
const mostChars = 1_900;

/** What comes of an answer before anything of it is kept: what must not be in Messenger is not even written down. */
function actOf({ text }: Extract<ChatwootEvent, { readonly did: 'said' }>): Act | undefined {
  if (text === '') return undefined;
  if (text.length > mostChars) return { did: 'withheld', why: 'too_long' };
  return secretsTyped(text).length > 0 ? { did: 'withheld', why: 'secret' } : { did: 'said', text };
}

interface Named {
  /** The same for the same event, however often it is delivered. */
  readonly name: string;
  readonly act: Act;
}

function actsOf(event: ChatwootEvent, body: Uint8Array): readonly Named[] {
  if (event.did === 'resolved') return [{ name: `${event.conversation}-r${hash('sha256', body).slice(0, 16)}`, act: { did: 'resolved' } }];
  const name = refOf(event.conversation, event.message);
  const act = actOf(event);
  return [
    ...(act ? [{ name, act }] : []),
    ...(event.attachments ? [{ name: `${name}-a`, act: { did: 'withheld', why: 'attachment' } as const }] : []),
  ];
}

/** Puts what was done in Chatwoot into the conversation's inbox, in line with everything else. */
export function createTakeEvent({ links, board, worker, names }: TakeEventDeps): TakeEvent {
  return async (event, body) => {
    const conversation = await links.conversationOf(event.conversation);
    const entry = conversation === undefined ? undefined : board.find(conversation);
    const link = entry && (await links.of(entry.id));
    if (!entry || !link) return 'unknown';
    // What was opened before the open one: whoever writes there is told that it is over.
    const isCurrent = link.chatwoot === event.conversation;
    if (!isCurrent && event.did === 'resolved') return 'accepted';
    await names.note(event.by);
    const shared = { kind: 'other_desk', desk: chatwootDesk, agent: event.by, token: link.token } as const;
    const outcomes: ('accepted' | 'duplicate')[] = [];
    for (const { name, act } of actsOf(event, body)) {
      const eventId = `desk-chatwoot-${name}`;
      const ref = event.did === 'said' ? refOf(event.conversation, event.message) : String(event.conversation);
      const done: DeskEvent = { ...shared, ref, act: isCurrent ? act : { did: 'withheld', why: 'stale' } };
      outcomes.push(await worker.accept({ conversation: entry.id, eventId, event: deskInbound(entry.stored.address, eventId, done) }));
    }
    return outcomes.every((outcome) => outcome === 'duplicate') ? 'duplicate' : 'accepted';
  };
}
