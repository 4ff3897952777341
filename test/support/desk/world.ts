import type { z } from 'zod';
import type { auditWhats } from '../../../desk/api/audit-names.ts';
import type { ConversationDetail, ConversationSummary } from '../../../desk/api/conversation.ts';
import { type DeskEvent, deskEventSchema } from '../../../desk/api/events.ts';
import type { Audit } from '../../../desk/api/reports.ts';
import type { Person } from '../../../desk/api/terms.ts';
import type { HandedDocument, ThreadEntry } from '../../../desk/api/thread.ts';
import type {
  messageSchema,
  noteSchema,
  passSchema,
  returnSchema,
  snoozeSchema,
  transferSchema,
  WriteAnswer,
} from '../../../desk/api/writes.ts';
import { iso, type StubConversation, windowAt } from './build-conversation.ts';
import { personOf, type StubAgent, stubAgents } from './people.ts';

/** An entry without its number, which is its place. */
type Added = ThreadEntry extends infer Entry ? (Entry extends ThreadEntry ? Omit<Entry, 'number' | 'at'> : never) : never;
type RefusalReason = Extract<WriteAnswer, { outcome: 'refused' }>['why'];
interface Stamp {
  readonly id: string;
  readonly token: number;
}

/** A line of the audit trail, about one thing. */
type Noted = Partial<Omit<Audit['entries'][number], 'what'>> & { readonly what: (typeof auditWhats)[number] };

export interface NumberedEvent {
  /** Undefined: of the moment. */
  readonly id: number | undefined;
  readonly event: DeskEvent;
}

export type DeskWorld = ReturnType<typeof createDeskWorld>;

/** The desk's rules, small and in memory: one owner with a growing token, every write once, events in a row. */
export function createDeskWorld(sample: (now: number) => StubConversation[], now: () => number = Date.now) {
  const conversations = new Map(sample(now()).map((one) => [one.summary.id, one]));
  const events: NumberedEvent[] = [];
  const audit: Audit['entries'] = [];
  const answers = new Map<string, WriteAnswer>();
  const followers = new Set<(event: NumberedEvent) => void>();
  const reading = createReading(conversations, now);

  const emit = (event: DeskEvent): void => {
    const parsed = deskEventSchema.parse(event);
    const hasId = parsed.type === 'conversation' || parsed.type === 'gone';
    const numbered = { id: hasId ? events.filter(({ id }) => id !== undefined).length + 1 : undefined, event: parsed };
    if (hasId) events.push(numbered);
    for (const follow of followers) follow(numbered);
  };
  const find = (id: string): StubConversation => {
    const found = conversations.get(id);
    if (!found) throw new RangeError('no such conversation');
    return found;
  };
  const note = (who: StubAgent, { what, ...entry }: Noted): void =>
    void audit.unshift({
      at: iso(now()),
      kind: 'read',
      conversation: null,
      who: personOf(who),
      what: [what],
      classes: {},
      reason: null,
      rule: `role ${who.roles.join(', ')}`,
      ...entry,
    });

  function tellReading(id: string, typing: ConversationSummary['typing']): void {
    const conversation = find(id);
    conversation.summary = { ...conversation.summary, readers: [...reading.of(id)], typing };
    emit({ type: 'reading', id, readers: conversation.summary.readers, typing });
  }

  /** Changes a conversation, adds to its thread, tells everybody. */
  function change(id: string, summary: Partial<ConversationSummary>, added: readonly Added[]): WriteAnswer {
    const conversation = find(id);
    const entries = added.map(
      (entry, index): ThreadEntry => ({ ...entry, number: conversation.thread.length + index + 1, at: iso(now()) }),
    );
    conversation.thread = [...conversation.thread, ...entries];
    conversation.summary = { ...conversation.summary, ...summary, version: conversation.summary.version + 1 };
    emit({ type: 'conversation', conversation: conversation.summary, entries });
    return { outcome: 'done', conversation: conversation.summary, entries };
  }

  const refuse = (id: string, why: RefusalReason): WriteAnswer => ({ outcome: 'refused', why, owner: find(id).summary.owner });
  const isOf = (agent: StubAgent, { owner }: ConversationSummary): boolean => owner.kind === 'agent' && owner.agent?.id === agent.id;

  /** Does a write once, under the token of its owner. */
  function once(id: string, stamp: Stamp, run: (summary: ConversationSummary) => WriteAnswer): WriteAnswer {
    const known = answers.get(stamp.id);
    if (known) return known;
    const { summary } = find(id);
    const answer = summary.owner.token === stamp.token ? run(summary) : refuse(id, 'stale');
    answers.set(stamp.id, answer);
    return answer;
  }

  function changeOwner(
    id: string,
    agent: StubAgent,
    to: {
      owner: Omit<ConversationSummary['owner'], 'token'>;
      cause: Extract<ThreadEntry, { kind: 'transition' }>['cause'];
      note?: string;
      announced?: string;
      summary?: Partial<ConversationSummary>;
    },
  ): WriteAnswer {
    const { owner } = find(id).summary;
    const next = { ...to.owner, token: owner.token + 1 };
    return change(id, { owner: next, place: null, ...to.summary }, [
      {
        kind: 'transition',
        from: owner,
        to: next,
        cause: to.cause,
        by: personOf(agent),
        reason: null,
        note: to.note ?? null,
        announced: to.announced ?? null,
      },
    ]);
  }

  const writes = {
    claim: (id: string, agent: StubAgent, stamp: Stamp) =>
      once(id, stamp, ({ owner }) => {
        const isFree = owner.kind === 'queue' || owner.kind === 'bot' || agent.roles.includes('supervisor');
        if (!isFree) return refuse(id, 'taken');
        return changeOwner(id, agent, {
          owner: { kind: 'agent', agent: personOf(agent) },
          cause: 'claimed',
          announced: `${agent.name} vous répond maintenant.`,
          summary: { status: 'open' },
        });
      }),
    messages: (id: string, agent: StubAgent, body: z.infer<typeof messageSchema>) =>
      once(id, body, (summary) => {
        if (!isOf(agent, summary)) return refuse(id, 'not_owner');
        if (summary.window.sendsAs === null) return refuse(id, 'window');
        if (/\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}/.test(body.text)) return refuse(id, 'secret');
        note(agent, { kind: 'said', what: 'desk.typed', conversation: id, rule: 'typed by a person of the bank' });
        const last = { at: iso(now()), by: 'agent' as const, text: body.text };
        return change(id, { last, unanswered: 0, waitingSince: null, timer: null, status: 'waiting' }, [
          {
            kind: 'agent',
            agent: personOf(agent),
            text: body.text,
            redacted: [],
            sentAs: summary.window.sendsAs,
            delivery: 'sent',
            write: body.id,
          },
        ]);
      }),
    documents: (id: string, agent: StubAgent, { type, bytes, ...body }: Stamp & Omit<HandedDocument, 'id'>) =>
      once(id, body, (summary) => {
        if (!isOf(agent, summary)) return refuse(id, 'not_owner');
        if (!summary.customer.linked) return refuse(id, 'not_linked');
        if (summary.window.sendsAs === null) return refuse(id, 'window');
        note(agent, { kind: 'said', what: 'desk.document', conversation: id });
        const document = { id: body.id, name: body.name, type, bytes };
        const last = { at: iso(now()), by: 'agent' as const, text: body.name };
        return change(id, { last, unanswered: 0, waitingSince: null, timer: null, status: 'waiting' }, [
          { kind: 'document', agent: personOf(agent), document, sentAs: summary.window.sendsAs, delivery: 'sent', write: body.id },
        ]);
      }),
    notes: (id: string, agent: StubAgent, body: z.infer<typeof noteSchema>) =>
      once(id, { id: body.id, token: find(id).summary.owner.token }, () =>
        change(id, {}, [{ kind: 'note', agent: personOf(agent), text: body.text, mentions: body.mentions, write: body.id }]),
      ),
    transfer: (id: string, agent: StubAgent, body: z.infer<typeof transferSchema>) =>
      once(id, body, () => {
        const { to } = body;
        const colleague = 'agent' in to ? stubAgents.find((one) => one.id === to.agent) : undefined;
        const owner = colleague ? { kind: 'agent' as const, agent: personOf(colleague) } : { kind: 'queue' as const };
        return changeOwner(id, agent, {
          owner,
          cause: 'transferred',
          note: body.note,
          announced: 'Un collègue va vous répondre.',
          summary: { waitingSince: iso(now()) },
        });
      }),
    pass: (id: string, agent: StubAgent, body: z.infer<typeof passSchema>) =>
      once(id, body, () =>
        changeOwner(id, agent, { owner: { kind: 'page_inbox' }, cause: 'transferred', note: body.note, announced: 'transferred_queue' }),
      ),
    recall: (id: string, agent: StubAgent, stamp: Stamp) =>
      once(id, stamp, () =>
        changeOwner(id, agent, { owner: { kind: 'agent', agent: personOf(agent) }, cause: 'claimed', announced: 'claimed' }),
      ),
    snooze: (id: string, agent: StubAgent, body: z.infer<typeof snoozeSchema>) =>
      once(id, body, ({ owner }) =>
        change(id, { status: 'snoozed', snoozedUntil: body.until }, [
          { kind: 'transition', from: owner, to: owner, cause: 'snoozed', by: personOf(agent), reason: null, note: null, announced: null },
        ]),
      ),
    return: (id: string, agent: StubAgent, body: z.infer<typeof returnSchema>) =>
      once(id, body, ({ promises }) => {
        const made = body.promises.map((promise) => ({ ...promise, madeAt: iso(now()) }));
        return changeOwner(id, agent, {
          owner: { kind: 'bot' },
          cause: 'returned',
          ...(body.summary === '' ? {} : { note: body.summary }),
          announced: 'Je suis de nouveau le robot de la banque.',
          summary: { status: 'returned', timer: null, waitingSince: null, unanswered: 0, promises: [...promises, ...made] },
        });
      }),
  };

  return {
    conversations,
    audit,
    writes,
    find,
    note,
    lastEventId: () => String(events.length),
    /** What came after an event; undefined where that is too long ago. */
    since: (after: string): readonly NumberedEvent[] | undefined =>
      /^\d+$/.test(after) && Number(after) <= events.length ? events.slice(Number(after)) : undefined,
    follow(follower: (event: NumberedEvent) => void): () => void {
      followers.add(follower);
      return () => void followers.delete(follower);
    },
    emit,
    detail(id: string, agent: StubAgent): ConversationDetail {
      const { summary, thread, packet, customer } = find(id);
      return {
        conversation: summary,
        thread: thread.slice(-50),
        hasEarlier: thread.length > 50,
        packet,
        customer,
        may: permissions(summary, agent),
      };
    },
    /** The customer writes, through whatever channel. */
    customerSays(id: string, text: string): void {
      const { summary } = find(id);
      const at = iso(now());
      change(
        id,
        {
          last: { at, by: 'customer', text },
          unanswered: summary.unanswered + 1,
          waitingSince: summary.waitingSince ?? at,
          window: windowAt(at, now()),
          status: summary.status === 'returned' ? 'returned' : 'open',
        },
        [{ kind: 'customer', text, attachment: false, redacted: [], button: false }],
      );
    },
    /** Colleagues elsewhere read and type. */
    reading(id: string, readers: readonly Person[], agents: readonly Person[]): void {
      reading.elsewhere(id, readers.map(personOf));
      tellReading(id, { customer: false, agents: agents.map(personOf) });
    },
    /** A page says that it has a conversation open, or not any more. */
    lease(id: string, agent: StubAgent, isReading: boolean): void {
      reading.lease(id, agent, isReading);
      tellReading(id, find(id).summary.typing);
    },
    /** Whether somebody is known to have a conversation open: only then the stream brings what is said in it. */
    reads: (agent: StubAgent, id: string): boolean => reading.of(id).some((one) => one.id === agent.id),
    erase(id: string): void {
      conversations.delete(id);
      emit({ type: 'gone', id });
    },
  };
}

const leaseMs = 30_000;

/** Who reads what: pages by a lease that ends by itself, as at the real server, and colleagues elsewhere. */
function createReading(conversations: ReadonlyMap<string, StubConversation>, now: () => number) {
  const elsewhere = new Map([...conversations].map(([id, { summary }]): [string, readonly Person[]] => [id, summary.readers]));
  const leases = new Map<string, { readonly id: string; readonly person: Person; readonly until: number }>();
  return {
    elsewhere: (id: string, people: readonly Person[]): void => void elsewhere.set(id, people),
    lease(id: string, agent: StubAgent, isReading: boolean): void {
      leases.set(`${id} ${agent.id}`, { id, person: personOf(agent), until: isReading ? now() + leaseMs : 0 });
    },
    of(id: string): readonly Person[] {
      const here = [...leases.values()].filter((lease) => lease.id === id && lease.until > now()).map(({ person }) => person);
      const others = (elsewhere.get(id) ?? []).filter((person) => !here.some((one) => one.id === person.id));
      return [...others, ...here];
    },
  };
}

function permissions(summary: ConversationSummary, agent: StubAgent): ConversationDetail['may'] {
  const { owner, window } = summary;
  const yes = { allowed: true, why: null };
  const no = (why: 'owner' | 'window' | 'state' | 'not_linked') => ({ allowed: false, why });
  const isMine = owner.agent?.id === agent.id;
  const mine = isMine ? yes : no('owner');
  const canTake = (owner.kind !== 'agent' && owner.kind !== 'page_inbox') || isMine || agent.roles.includes('supervisor');
  return {
    claim: isMine ? no('state') : canTake ? yes : no('owner'),
    send: isMine && window.sendsAs === null ? no('window') : mine,
    note: yes,
    transfer: mine,
    snooze: mine,
    return: mine,
    reveal: yes,
    document: !isMine ? no('owner') : !summary.customer.linked ? no('not_linked') : window.sendsAs === null ? no('window') : yes,
    pass: owner.kind === 'page_inbox' ? no('state') : mine,
    recall: owner.kind === 'page_inbox' ? yes : no('state'),
  };
}
