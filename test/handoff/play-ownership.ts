import { z } from 'zod';
import { encodeLeave } from '../../handoff/customer-message.ts';
import { type Hold, readHold } from '../../handoff/hold.ts';
import { encodeScore } from '../../handoff/return-contract.ts';
import type { Claim, ConversationStore, Json } from '../../store/port.ts';
import { type Act, type Crash, type OwnershipHistory, otherDesk, people } from './ownership-history.ts';
import { computeTurn, type Sent } from './ownership-turn.ts';

/** What came of one history. */
export interface Witnessed {
  /** Holds in the order in which they were committed. */
  readonly holds: readonly Hold[];
  /** What left, with the number of its commit, and how long before that the customer had been heard last; undefined: never. */
  readonly sent: readonly (Sent & Committed)[];
  /** What left although its worker had been taken over. */
  readonly late: number;
  /** Messages of the customer that nobody at the desk would see. */
  readonly unheard: number;
}

interface Committed {
  readonly commit: number;
  readonly silentMs: number | undefined;
}

export interface OwnershipWorld {
  readonly conversations: ConversationStore;
  now(): Date;
  /** Lets every lease run out. */
  passLease(): void;
  passDay(): void;
}

const hourMs = 3_600_000;

/** What another inbox, or Meta, does to the thread. */
function threadEventOf(act: Extract<Act, { act: 'inbox' | 'thread' }>, { owner }: Hold): Json {
  if (act.act === 'thread') {
    const token = Math.max(0, owner.token - act.seen);
    return act.holder === 'unknown' ? { kind: 'thread_doubt' } : { kind: 'thread_owner', holder: act.holder, app: null, token };
  }
  if (act.did === 'overheard') return { kind: 'overheard', text: 'bonjour', attachment: false, redacted: [] };
  return { kind: 'page_inbox', did: act.did, app: '263902037430900', text: null };
}

/** A document of its own for each event. */
function documentOf(serial: number) {
  const id = `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`;
  return { id, name: 'attestation.pdf', type: 'application/pdf', bytes: 1_000 };
}

/** What somebody sends who sees the conversation as it was some changes ago. */
function jsonOf(
  act: Exclude<Act, { act: 'day' }>,
  { hold, now, serial }: { readonly hold: Hold; readonly now: Date; readonly serial: number },
): Json {
  if (act.act === 'say') {
    const payload =
      act.what === 'leave' ? encodeLeave(hold.owner.token) : act.what === 'rate' ? encodeScore(hold.owner.token, 4) : undefined;
    const what = act.what === 'leave' || act.what === 'rate' ? 'talk' : act.what;
    return { kind: 'said', what, open: act.open, payload };
  }
  if (act.act === 'inbox' || act.act === 'thread') return { kind: 'desk', event: threadEventOf(act, hold) };
  const [agent, other] = act.who === 0 ? [people[0], people[1]] : [people[1], people[0]];
  const shared = { agent: { ...agent }, token: Math.max(0, hold.owner.token - act.seen) };
  const there = { kind: 'other_desk', ...shared, desk: { ...otherDesk }, ref: '1-1' };
  const until = new Date(now.getTime() + hourMs).toISOString();
  const events: Readonly<Record<typeof act.act, Json>> = {
    claim: { kind: 'claim', ...shared, over: false },
    over: { kind: 'claim', ...shared, over: true },
    message: { kind: 'message', ...shared, text: 'bonjour' },
    document: { kind: 'document', ...shared, document: documentOf(serial), customer: 'c' },
    pass: { kind: 'pass_thread', ...shared, note: '', over: false },
    recall: { kind: 'recall_thread', ...shared },
    transfer: { kind: 'transfer', ...shared, to: { agent: { ...other } }, note: '', over: false },
    to_queue: { kind: 'transfer', ...shared, to: { skill: null }, note: '', over: false },
    snooze: { kind: 'snooze', ...shared, until },
    return: { kind: 'return', ...shared, outcome: 'solved', summary: '', promises: [], quietHours: act.quietHours },
    there_said: { ...there, act: { did: 'said', text: 'bonjour' } },
    there_resolved: { ...there, act: { did: 'resolved' } },
    absent: { kind: 'absent', agent: agent?.id ?? '', token: shared.token },
  };
  return { kind: 'desk', event: events[act.act] };
}

const kindSchema = z.object({ kind: z.string(), payload: z.string().optional(), event: z.object({ kind: z.string() }).optional() });

/** Whether the customer has done something, be it in standby: that opens Meta’s window. */
function isCustomers(json: Json): boolean {
  const { kind, event } = kindSchema.parse(json);
  return kind === 'said' || event?.kind === 'overheard';
}

/** Whether the customer has said something; the answer to a question that is closed is not. */
function isWords(event: Json): boolean {
  return isCustomers(event) && kindSchema.parse(event).payload?.startsWith('desk.rate') !== true;
}

let played = 0;

/** Plays a history on a real mailbox: events queue up, workers die at every point, others take over, what is thought dead writes late. */
export async function playOwnership(world: OwnershipWorld, history: OwnershipHistory): Promise<Witnessed> {
  played += 1;
  const { conversations } = world;
  const conversation = `test:ownership-${played}`;
  const holds: Hold[] = [readHold(undefined)];
  const commits = new Map<string, Committed>();
  const sent: (Sent & Committed)[] = [];
  const delivered = new Set<string>();
  let late = 0;
  let unheard = 0;
  let heardAt: number | undefined;

  function send(reply: Json, claim: Claim): void {
    const { id, sender, agent, token, what } = JSON.parse(JSON.stringify(reply));
    // Meta knows a sending by its metadata; what is sent again after a crash is one bubble here, as the echo would tell.
    if (delivered.has(id)) return;
    delivered.add(id);
    sent.push({ id, sender, agent, token, what, ...(commits.get(claim.eventId) ?? { commit: -1, silentMs: undefined }) });
  }

  async function deliver(claim: Claim, replies: readonly Json[], crash: Crash): Promise<'done' | 'dead'> {
    for (const [index, reply] of replies.entries()) {
      send(reply, claim);
      if (crash === 'while_sending' && index === 0) return 'dead';
      if ((await conversations.markSent(claim, index + 1)) === 'stale') return 'dead';
    }
    return 'done';
  }

  async function perform(claim: Claim, crash: Crash): Promise<'done' | 'dead'> {
    if (claim.unsent.length > 0) return deliver(claim, claim.unsent, 'none');
    const turn = computeTurn(claim.state, { id: claim.eventId, json: claim.event }, world.now());
    if (crash === 'before_commit') return 'dead';
    if (crash === 'zombie') await takeOver();
    const replies = turn.replies.map((reply) => ({ ...reply }));
    const committed = await conversations.commit(claim, { state: turn.state, replies });
    if (committed === 'stale') return 'dead';
    if (crash === 'zombie') late += 1;
    if (turn.refused && isWords(claim.event)) unheard += 1;
    holds.push(turn.hold);
    if (isCustomers(claim.event)) heardAt = world.now().getTime();
    const silentMs = heardAt === undefined ? undefined : world.now().getTime() - heardAt;
    commits.set(claim.eventId, { commit: holds.length - 1, silentMs });
    return crash === 'after_commit' ? 'dead' : deliver(claim, replies, crash);
  }

  /** Works off what is there; a crash concerns the first event only. */
  async function work(first: Claim | undefined, crash: Crash): Promise<void> {
    let plan = crash;
    for (let claim = first; claim; plan = 'none')
      claim = (await perform(claim, plan)) === 'done' ? await conversations.finish(claim) : undefined;
  }

  async function takeOver(): Promise<void> {
    world.passLease();
    for (let orphan = await conversations.claimOrphan(); orphan; orphan = await conversations.claimOrphan()) {
      if (orphan.conversation !== conversation) throw new Error('somebody else’s conversation');
      await work(orphan, 'none');
      world.passLease();
    }
  }

  const again: { readonly eventId: string; readonly event: Json }[] = [];
  let held: { readonly claim: Claim; readonly crash: Crash } | undefined;

  /** Nothing is under way any more, and what Meta delivers again has come: it gives up before a day and a half are over. */
  async function finishAll(): Promise<void> {
    if (held) await work(held.claim, held.crash);
    held = undefined;
    for (const old of again.splice(0)) {
      const taken = await conversations.takeIn({ conversation, ...old });
      if (taken.outcome === 'claimed') await work(taken.claim, 'none');
    }
    await takeOver();
  }

  async function passDay(): Promise<void> {
    await finishAll();
    world.passDay();
  }

  for (const [index, { act, times, crash, meanwhile }] of history.entries()) {
    if (held && !meanwhile) {
      await work(held.claim, held.crash);
      held = undefined;
    }
    if (act.act === 'day') {
      await passDay();
      continue;
    }
    const seen = { hold: holds.at(-1) ?? readHold(undefined), now: world.now(), serial: index };
    const entry = { conversation, eventId: `e${played}-${index}`, event: jsonOf(act, seen) };
    for (let time = 1; time < times; time += 1) again.push(entry);
    const taken = await conversations.takeIn(entry);
    if (taken.outcome === 'claimed') held = { claim: taken.claim, crash };
    for (const old of index % 3 === 2 ? again.splice(0) : []) await conversations.takeIn({ conversation, ...old });
  }
  await finishAll();
  return { holds, sent, late, unheard };
}
