import type { Person } from '../desk/api/terms.ts';
import type { SentAs } from '../desk/api/thread.ts';
import { answered, awake, type DecideContext, isTheirs } from './case-rules.ts';
import { type Decision, type Done, done, type Refusal, refuse } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import { type Case, type Hold, mostDocuments } from './hold.ts';
import { newCase } from './new-case.ts';
import { isElsewhere, isHeldBy } from './owner.ts';
import { decidePageInbox } from './page-inbox.ts';
import { decideReturn } from './return-contract.ts';
import { decideThread } from './thread-routing.ts';
import { sentence, transition } from './transition.ts';
import { personSends } from './window.ts';

type Of<Kind extends DeskEvent['kind']> = Extract<DeskEvent, { readonly kind: Kind }>;

/** Why somebody cannot have a conversation; undefined where they can. */
function claimRefusal(
  { owner, case: open }: Hold,
  { agent, token, over }: Pick<Of<'claim'>, 'agent' | 'token' | 'over'>,
): Refusal | undefined {
  if (isHeldBy(owner, agent.id)) return 'taken';
  if (owner.token !== token) return owner.kind === 'agent' ? 'taken' : 'stale';
  if (owner.kind === 'page_inbox') return 'state';
  // Somebody else has it, or nobody has asked for a person: for a supervisor only.
  if (!over && (owner.kind === 'agent' || open === undefined)) return owner.kind === 'agent' ? 'taken' : 'state';
  return undefined;
}

/** `by` joins, on behalf of who holds the conversation from now on. */
function takeOver(hold: Hold, { to, by }: { readonly to: Person; readonly by: Person }, now: Date): Done {
  const open = hold.case ?? newCase({ reason: 'taken', now, recent: hold.recent });
  const { quietUntil: _quiet, asked: _asked, returned: _returned, ...rest } = awake(open);
  return transition(hold, {
    to: { kind: 'agent', agent: to },
    cause: 'claimed',
    by,
    announce: [sentence('claimed', { name: by.name })],
    change: { case: { ...rest, status: 'open' } },
  });
}

function claim(hold: Hold, event: Of<'claim'>, { now }: DecideContext): Decision {
  const why = claimRefusal(hold, event);
  return why === undefined ? takeOver(hold, { to: event.agent, by: event.agent }, now) : refuse(hold, why);
}

/** What `agent` has typed, on behalf of who holds the conversation. */
interface Typed {
  readonly holder: Person;
  readonly agent: Person;
  readonly text: string;
}

/** How what a person sends may leave now, with the case it is for; or why it may not. */
function sendingOf(
  hold: Hold,
  holder: Person,
  { now, hasWindow }: DecideContext,
): { readonly sentAs: SentAs; readonly open: Case } | Refusal {
  if (!isHeldBy(hold.owner, holder.id) || !hold.case) return 'not_owner';
  const age = hold.lastInboundAt === undefined ? undefined : now.getTime() - Date.parse(hold.lastInboundAt);
  const sentAs = hasWindow ? personSends(age) : 'MESSAGE';
  return sentAs === 'closed' ? 'window' : { sentAs, open: answered(awake(hold.case), now) };
}

function say(hold: Hold, { holder, agent, text }: Typed, context: DecideContext): Decision {
  const sending = sendingOf(hold, holder, context);
  if (typeof sending === 'string') return refuse(hold, sending);
  return {
    outcome: 'done',
    hold: { ...hold, case: sending.open },
    entries: [{ kind: 'agent', agent, text, redacted: [], sentAs: sending.sentAs, delivery: 'sent', write: '' }],
    sayings: [{ said: { kind: 'typed', text, agent }, sender: { kind: 'agent', agent: holder.id, token: hold.owner.token } }],
  };
}

function message(hold: Hold, { agent, token, text }: Of<'message'>, context: DecideContext): Decision {
  return hold.owner.token === token ? say(hold, { holder: agent, agent, text }, context) : refuse(hold, 'stale');
}

/** The customer is told; the document waits on the bank's own pages, for somebody whom the bank knows. */
function document(hold: Hold, { agent, token, document: handed, customer }: Of<'document'>, context: DecideContext): Decision {
  if (hold.owner.token !== token) return refuse(hold, 'stale');
  const sending = sendingOf(hold, agent, context);
  if (typeof sending === 'string') return refuse(hold, sending);
  if (customer === null) return refuse(hold, 'not_linked');
  const waiting = { ...handed, at: context.now.toISOString(), by: agent.name, customer };
  return {
    outcome: 'done',
    hold: { ...hold, documents: [...(hold.documents ?? []), waiting].slice(-mostDocuments), case: sending.open },
    entries: [{ kind: 'document', agent, document: handed, sentAs: sending.sentAs, delivery: 'sent', write: '' }],
    sayings: [{ said: { ...sentence('document', { name: agent.name }), by: agent }, sender: { kind: 'agent', agent: agent.id, token } }],
  };
}

function transfer(hold: Hold, { agent, token, to, note, over }: Of<'transfer'>, { now }: DecideContext): Decision {
  if (hold.owner.token !== token) return refuse(hold, 'stale');
  if (!isTheirs(hold, agent, over) || !hold.case) return refuse(hold, 'not_owner');
  const shared = { cause: 'transferred', by: agent, note } as const;
  if ('agent' in to) {
    if (isHeldBy(hold.owner, to.agent.id)) return refuse(hold, 'state');
    return transition(hold, {
      ...shared,
      to: { kind: 'agent', agent: to.agent },
      announce: [sentence('transferred', { name: isElsewhere(to.agent.id) ? '' : to.agent.name })],
    });
  }
  const skill = to.skill ?? hold.case.skill;
  const waitingSince = hold.case.waitingSince ?? now.toISOString();
  return transition(hold, {
    ...shared,
    to: { kind: 'queue' },
    announce: [sentence('transferred_queue')],
    change: { case: { ...awake(hold.case), skill, status: 'open', waitingSince } },
  });
}

function snooze(hold: Hold, { agent, token, until }: Of<'snooze'>, { now }: DecideContext): Decision {
  if (hold.owner.token !== token) return refuse(hold, 'stale');
  if (!isHeldBy(hold.owner, agent.id) || !hold.case) return refuse(hold, 'not_owner');
  if (Date.parse(until) <= now.getTime()) return refuse(hold, 'state');
  return done({ ...hold, case: { ...hold.case, status: 'snoozed', snoozedUntil: until } }, [
    { kind: 'system', code: 'snoozed', detail: until },
  ]);
}

function wake(hold: Hold, { token }: Of<'wake'>): Decision {
  if (hold.owner.token !== token || hold.case?.status !== 'snoozed') return refuse(hold, 'stale');
  return done({ ...hold, case: { ...awake(hold.case), status: 'open' } }, [{ kind: 'system', code: 'woken', detail: null }]);
}

function absent(hold: Hold, { agent, token }: Of<'absent'>, { now }: DecideContext): Decision {
  if (hold.owner.token !== token || !isHeldBy(hold.owner, agent) || !hold.case) return refuse(hold, 'stale');
  const waitingSince = hold.case.waitingSince ?? now.toISOString();
  return transition(hold, {
    to: { kind: 'queue' },
    cause: 'absent',
    announce: [sentence('absent')],
    change: { case: { ...hold.case, status: 'open', waitingSince } },
  });
}

function overdue(hold: Hold, { timer, token }: Of<'overdue'>): Decision {
  if (hold.owner.token !== token || !hold.case) return refuse(hold, 'stale');
  return done(hold, [{ kind: 'system', code: 'overdue', detail: timer }]);
}

/** Another engagement hub answers for an agent: it has no names of ours. */
function hub(hold: Hold, { state, by }: Of<'hub'>, context: DecideContext): Decision {
  const { owner } = hold;
  if (state === 'accepted') {
    const agent = { id: `hub:${by ?? 'hub'}`, name: by ?? '' };
    return owner.kind === 'queue' ? claim(hold, { kind: 'claim', agent, token: owner.token, over: false }, context) : refuse(hold, 'stale');
  }
  const isHubs = owner.kind === 'queue' || (owner.kind === 'agent' && owner.agent?.id.startsWith('hub:') === true);
  if (!isHubs || !hold.case) return refuse(hold, 'stale');
  const agent = owner.agent ?? { id: 'hub', name: '' };
  const outcome = state === 'completed' ? 'solved' : 'passed_on';
  return decideReturn(hold, { kind: 'return', agent, token: owner.token, outcome, summary: '', promises: [], quietHours: 0 }, context);
}

/** All of the first and then all of the second, or the refusal of the second. */
function both(first: Done, second: Decision): Decision {
  if (second.outcome === 'refused') return second;
  return { ...second, entries: [...first.entries, ...second.entries], sayings: [...first.sayings, ...second.sayings] };
}

/**
 * Another desk of the bank: whoever answers there has the conversation for that desk, as with the first message of an agent here. It cannot
 * read our refusals, so they are entries of the thread, and come to it as everything else does.
 */
function otherDesk(hold: Hold, { desk, agent, token, act, ref }: Of<'other_desk'>, context: DecideContext): Decision {
  const { owner } = hold;
  const holds = isHeldBy(owner, desk.id);
  // A change of owner is shown there a moment later: until then it answers under the token before the one that its own answer has made.
  const isCurrent = owner.token === token || (holds && owner.token === token + 1);
  const withheld = (why: string): Decision => done(hold, [{ kind: 'system', code: 'other_desk_refused', detail: `${ref} ${why}` }]);
  if (act.did === 'withheld') return withheld(act.why);
  if (act.did === 'resolved') {
    const isAsked = holds || owner.kind === 'queue' || (owner.kind === 'bot' && hold.case?.status !== 'returned');
    if (!isCurrent || !isAsked) return refuse(hold, 'stale');
    return decideReturn(
      hold,
      { kind: 'return', agent, token: owner.token, outcome: 'solved', summary: '', promises: [], quietHours: 0 },
      context,
    );
  }
  const why = isCurrent ? (holds ? undefined : claimRefusal(hold, { agent: desk, token, over: false })) : 'stale';
  if (why !== undefined) return withheld(why);
  const taken = holds ? done(hold) : takeOver(hold, { to: desk, by: agent }, context.now);
  const decision = both(taken, say(taken.hold, { holder: desk, agent, text: act.text }, context));
  return decision.outcome === 'refused' ? withheld(decision.why) : decision;
}

/** What an event of the desk comes to: pure, and the same however often it is asked. */
export function decide(hold: Hold, event: DeskEvent, context: DecideContext): Decision {
  switch (event.kind) {
    case 'claim':
      return claim(hold, event, context);
    case 'message':
      return message(hold, event, context);
    case 'document':
      return document(hold, event, context);
    case 'note':
      return done(hold, [{ kind: 'note', agent: event.agent, text: event.text, mentions: event.mentions, write: '' }]);
    case 'transfer':
      return transfer(hold, event, context);
    case 'snooze':
      return snooze(hold, event, context);
    case 'return':
      return isHeldBy(hold.owner, event.agent.id) || hold.owner.token !== event.token
        ? decideReturn(hold, event, context)
        : refuse(hold, 'not_owner');
    case 'wake':
      return wake(hold, event);
    case 'absent':
      return absent(hold, event, context);
    case 'overdue':
      return overdue(hold, event);
    case 'hub':
      return hub(hold, event, context);
    case 'other_desk':
      return otherDesk(hold, event, context);
    case 'undelivered':
      return done(hold, hold.case ? [{ kind: 'system', code: 'undelivered', detail: `${event.write} ${event.why}` }] : []);
    case 'page_inbox':
    case 'overheard':
      return decidePageInbox(hold, event, context.now);
    default:
      return decideThread(hold, event, context);
  }
}
