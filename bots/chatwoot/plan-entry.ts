import type { ThreadEntry } from '../../desk/api/thread.ts';
import type { StoredConversation } from '../../desk/stored-conversation.ts';
import type { Link } from './links.ts';
import { chatwootDesk, conversationOfRef, isChatwootAgent } from './names.ts';
import type { Notes } from './notes.ts';

/** One thing to be done in Chatwoot. */
export type Step =
  | { readonly kind: 'open' }
  | { readonly kind: 'priority'; readonly priority: 'urgent' | 'high' }
  | { readonly kind: 'status'; readonly status: 'open' | 'resolved' }
  /** `conversation`: another one than the open one. */
  | { readonly kind: 'post'; readonly from: 'customer' | 'note'; readonly text: string; readonly conversation?: number };

/** What an entry comes to, and whether people of Chatwoot are asked for after it. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly open: boolean;
}

export interface PlanContext {
  readonly link: Pick<Link, 'open' | 'chatwoot'>;
  readonly stored: Pick<StoredConversation, 'packet' | 'urgency'>;
  /** The entries right before, the latest last. */
  readonly before: readonly ThreadEntry[];
  readonly notes: Notes;
  /** Where the conversation is at our own desk. */
  readonly url: string;
}

type Transition = Extract<ThreadEntry, { readonly kind: 'transition' }>;

const isForChatwoot = ({ to }: Transition): boolean => to.kind === 'agent' && to.agent?.id === chatwootDesk.id;

/** What a change of hands, or a wish out of hours, means for Chatwoot; undefined for everything else. `answered`: somebody there has taken it. */
function turnOf(entry: ThreadEntry): 'opens' | 'answered' | 'closes' | undefined {
  if (entry.kind === 'system') return entry.code.startsWith('asked_while_') ? 'opens' : undefined;
  if (entry.kind !== 'transition') return undefined;
  if (isForChatwoot(entry)) return entry.cause === 'claimed' ? 'answered' : 'opens';
  return entry.to.kind === 'queue' ? 'opens' : 'closes';
}

/**
 * Where to begin with what came while nobody in Chatwoot was asked for: the number of the last entry that asks somebody and is not taken
 * back by a later one; undefined where there is none. What began and ended meanwhile is nobody's business there.
 */
export function beginOf(entries: readonly ThreadEntry[]): number | undefined {
  const turns = entries.flatMap((entry) => {
    const turn = turnOf(entry);
    return turn ? [{ turn, number: entry.number }] : [];
  });
  const lastClosed = turns.findLastIndex(({ turn }) => turn === 'closes');
  return turns[lastClosed + 1]?.number;
}

/** What has to be told whoever holds the conversation: that a message from there did not reach the customer. */
export function reportsOf(entry: ThreadEntry, notes: Notes): readonly Step[] {
  if (entry.kind !== 'system' || (entry.code !== 'other_desk_refused' && entry.code !== 'undelivered')) return [];
  const [ref = '', ...words] = (entry.detail ?? '').split(' ');
  const conversation = conversationOfRef(ref);
  if (conversation === undefined) return [];
  const why = words.join(' ');
  return [{ kind: 'post', from: 'note', conversation, text: entry.code === 'undelivered' ? notes.undelivered(why) : notes.refused(why) }];
}

function opening(entry: ThreadEntry, { stored, before, notes, url }: PlanContext): readonly Step[] {
  const last = before.at(-1);
  // The message that asked: it is the customer's, and waits for an answer.
  const asked = last?.kind === 'customer' ? last : undefined;
  const talk = asked ? before.slice(0, -1) : before;
  // A note to a colleague goes to a colleague there only where it is meant for one.
  const note = entry.kind === 'transition' && isForChatwoot(entry) ? entry.note : null;
  const { packet, urgency } = stored;
  return [
    { kind: 'open' },
    ...(urgency === 'normal' ? [] : [{ kind: 'priority', priority: urgency } as const]),
    ...(packet ? [{ kind: 'post', from: 'note', text: notes.packet(packet, { talk, note, url }) } as const] : []),
    ...(asked ? [{ kind: 'post', from: 'customer', text: notes.words(asked) } as const] : []),
  ];
}

function said(entry: ThreadEntry, notes: Notes): readonly Step[] {
  if (entry.kind === 'customer') return [{ kind: 'post', from: 'customer', text: notes.words(entry) }];
  // What an agent says, here or there, is in Chatwoot already, or said while it is not asked.
  const line = entry.kind === 'bot' ? notes.line(entry) : undefined;
  return line === undefined ? [] : [{ kind: 'post', from: 'note', text: line }];
}

/** What one entry of the thread comes to in Chatwoot: pure, and the same however often it is asked. */
export function planEntry(entry: ThreadEntry, context: PlanContext): Plan {
  const { link, notes } = context;
  const reports = reportsOf(entry, notes);
  if (reports.length > 0) return { steps: reports, open: link.open };
  const turn = turnOf(entry);
  if (turn === undefined) return { steps: link.open ? said(entry, notes) : [], open: link.open };
  if (turn !== 'closes') {
    if (link.open) return { steps: [], open: true };
    // Whoever writes into a conversation that was over has it open again.
    if (turn === 'answered' && link.chatwoot !== null) return { steps: [{ kind: 'status', status: 'open' }], open: true };
    return { steps: opening(entry, context), open: true };
  }
  const isTheirs = entry.kind === 'transition' && entry.by !== null && isChatwootAgent(entry.by);
  if (!link.open || isTheirs || entry.kind !== 'transition') return { steps: [], open: false };
  return {
    steps: [
      { kind: 'post', from: 'note', text: notes.left(entry.to) },
      { kind: 'status', status: 'resolved' },
    ],
    open: false,
  };
}
