import type { Chatwoot, ChatwootContact } from '../../connectors/chatwoot/create-chatwoot.ts';
import { ConnectorError } from '../../connectors/connector-error.ts';
import type { ThreadEntry } from '../../desk/api/thread.ts';
import type { BoardEntry } from '../../desk/board.ts';
import type { StoredConversation } from '../../desk/stored-conversation.ts';
import { labelOf } from '../../desk/view-conversation.ts';
import type { Language } from '../../i18n/language.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { TellStaffRead } from '../desk/tell-staff-read.ts';
import { identifierOf, type Link, type Links, newLink } from './links.ts';
import { chatwootDesk } from './names.ts';
import type { Notes } from './notes.ts';
import { beginOf, planEntry, reportsOf, type Step } from './plan-entry.ts';
import { readThread } from './read-thread.ts';

export interface MirrorDeps {
  readonly chatwoot: Omit<Chatwoot, 'close'>;
  readonly desk: Pick<DeskStore, 'thread'>;
  readonly links: Links;
  readonly notesIn: (language: Language) => Notes;
  readonly tellRead: TellStaffRead;
  readonly urlOf: (conversation: ConversationKey) => string;
  /** Called before each step; false where another process does this work by now. */
  readonly mayGoOn: () => Promise<boolean>;
}

/** Brings to Chatwoot what is new of a conversation, in its order. @throws ConnectorError: what has not been done is done the next time */
export type MirrorConversation = (entry: BoardEntry) => Promise<void>;

/** Another process has taken over. */
export class TakenOverError extends Error {}

/** How much of what was said before is given along. */
const mostBefore = 30;

/** Whether somebody may be asked for in Chatwoot that nobody there has heard of: of everything else there is nothing to be looked up. */
function mayConcern({ owner, status }: StoredConversation): boolean {
  if (owner.kind === 'agent') return owner.agent?.id === chatwootDesk.id;
  return owner.kind === 'queue' || (owner.kind === 'bot' && status !== 'returned');
}

/** What is being brought, and how far it has come. */
interface Work {
  readonly id: ConversationKey;
  readonly entry: ThreadEntry;
  link: Link;
  /** Whether all that Chatwoot was sent before has been confirmed by it. */
  isSure: boolean;
  isTold: boolean;
}

/** From which entry on Chatwoot is to have what came while it was not asked. */
interface Begun {
  readonly begin: number | undefined;
}

const markOf = ({ number, at }: ThreadEntry, part: number): string => `${number}.${part} ${at}`;

function tokenAfter(entry: ThreadEntry, { token }: Link): number {
  return entry.kind === 'transition' ? entry.to.token : token;
}

/** Carries out steps, each once: after a failure it is asked for by its mark before it is tried again. */
function createSteps({ chatwoot, links, tellRead }: MirrorDeps) {
  async function open(work: Work): Promise<void> {
    const contact: ChatwootContact = await chatwoot.contact({ identifier: identifierOf(work.id), name: labelOf(work.id) });
    const conversation = await chatwoot.openConversation(contact, markOf(work.entry, 0));
    await links.name(conversation, work.id);
    work.link = { ...work.link, chatwoot: conversation, openedAt: work.entry.number };
  }

  async function post(work: Work, conversation: number, message: Parameters<Chatwoot['post']>[1]): Promise<void> {
    if (!work.isSure && (await chatwoot.marksIn(conversation)).has(message.mark)) return;
    // The ledger is told who gets to read it, before.
    if (!work.isTold) await tellRead({ who: chatwootDesk.id, conversation: work.id, what: 'desk.chatwoot', rule: 'brought to Chatwoot' });
    work.isTold = true;
    await chatwoot.post(conversation, message);
    work.isSure = true;
  }

  return async (work: Work, step: Step, part: number): Promise<void> => {
    if (step.kind === 'open') return open(work);
    const { chatwoot: current } = work.link;
    const conversation = step.kind === 'post' ? (step.conversation ?? current) : current;
    if (conversation === null) return;
    if (step.kind === 'status') return chatwoot.setStatus(conversation, step.status);
    if (step.kind === 'priority') return chatwoot.setPriority(conversation, step.priority);
    // What customers type was cleaned when it came; here is the last door of this way.
    const { text } = redactTyped(step.text, 'never');
    await post(work, conversation, { text, from: step.from, mark: markOf(work.entry, part) });
  };
}

/** Somebody deleted the conversation there: it is opened anew, from the entry that asked for somebody. */
async function startOver(links: Links, id: ConversationKey): Promise<void> {
  const link = await links.of(id);
  if (link?.chatwoot != null) await links.save(id, { ...link, chatwoot: null, open: false, upTo: Math.max(0, link.openedAt - 1), part: 0 });
}

export function createMirrorConversation(deps: MirrorDeps): MirrorConversation {
  const { desk, links, notesIn, urlOf, mayGoOn } = deps;
  const carryOut = createSteps(deps);
  /** Conversations of which everything that was sent has been confirmed, to this process. */
  const sure = new Set<ConversationKey>();

  async function planOf({ id, stored }: BoardEntry, entry: ThreadEntry, { link, begin }: Pick<Work, 'link'> & Begun) {
    const notes = notesIn(stored.language);
    if (!link.open && (begin === undefined || entry.number < begin)) return { steps: reportsOf(entry, notes), open: false };
    const before = link.open ? [] : await readThread(desk, id, { before: entry.number, most: mostBefore });
    return planEntry(entry, { link, stored, before, notes, url: urlOf(id) });
  }

  async function bring(board: BoardEntry, known: Link): Promise<void> {
    const { id, stored } = board;
    const entries = await readThread(desk, id, { after: known.upTo, upTo: stored.entries });
    // What was begun is ended, whatever has happened since.
    const begin = known.part > 0 ? entries[0]?.number : beginOf(entries);
    let link = known;
    const shared = { isSure: sure.delete(id), isTold: false };
    for (const entry of entries) {
      const plan = await planOf(board, entry, { link, begin });
      const token = tokenAfter(entry, link);
      // Whoever sees the first of it may answer; that it is over is known once it was said.
      const work: Work = { id, entry, link: plan.open ? { ...link, token } : link, ...shared };
      for (const [part, step] of plan.steps.entries()) {
        if (part < link.part) continue;
        if (!(await mayGoOn())) throw new TakenOverError('another process brings it');
        await carryOut(work, step, part);
        work.link = { ...work.link, part: part + 1 };
        await links.save(id, work.link);
      }
      Object.assign(shared, { isSure: work.isSure, isTold: work.isTold });
      link = { ...work.link, upTo: entry.number, part: 0, open: plan.open, token };
      if (plan.steps.length > 0) await links.save(id, link);
    }
    if (link !== known) await links.save(id, link);
    sure.add(id);
  }

  return async (board) => {
    const link = await links.of(board.id);
    if (!link && !mayConcern(board.stored)) return;
    try {
      await bring(board, link ?? newLink);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === 'not_found') await startOver(links, board.id);
      throw error;
    }
  };
}
