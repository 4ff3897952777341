import type { Command, Expectation } from '../engine/reading.ts';
import type { Entities } from '../engine/slots/slot-kinds.ts';
import type { Candidate, Classification } from './classifier/classifier.ts';

/** Scores below which a dialog is not begun; chosen on held-out examples so that what is out of scope stays out. */
export const startScore = 0.55;
/** A sentence that reads like an answer or a follow-up must be this sure of another dialog to leave the current one. */
const switchScore = 0.75;
const clarifyScore = 0.3;
const clarifySecondShare = 0.25;
const clarifyOutOfScope = 0.3;
/** From here on it is taken as certain that nothing here can help. */
const surelyOutOfScope = 0.9;
/** Values that only some dialogs can use, and how likely such a dialog must be to be meant. */
const tellingKinds = ['merchant', 'count', 'order', 'amount'] as const;
const leastShare = 0.02;
/** With values that fit, a question is asked unless out of scope is as good as certain. */
const mostOutOfScope = 0.8;

export interface Evidence {
  readonly classification: Classification;
  readonly entities: Entities;
  /** What is said beyond the values. */
  readonly content: readonly string[];
  /** Hardly a word stands beside the values: "le Carrefour", "50 €". */
  readonly isBare: boolean;
  /** The message begins like a correction or a follow-up. */
  readonly refersBack: boolean;
  /** It names what it wants by itself. */
  readonly isWhole: boolean;
  /** A line of a statement is in it. */
  readonly isLabel: boolean;
  /** It speaks of an entry of an account: a payment, a debit, a transfer. */
  readonly namesEntry: boolean;
  readonly expecting: Expectation | undefined;
  /** The dialog that answered last, where it has a slot for one of the values; a follow-up goes to it. */
  readonly lastDialog: string | undefined;
  /** Whether a word that tells something is one the examples know. */
  readonly knownContent: boolean;
  /** The dialogs that have a slot for one of the values, in the order of the catalogue. */
  readonly takers: readonly string[];
  /** The kinds of values that a dialog can use; undefined where that is not known. */
  slotsOf(dialog: string): ReadonlySet<string> | undefined;
}

export interface Decision {
  readonly command: Command;
  readonly dialog: string | null;
  readonly score: number;
  readonly source: 'plain' | 'classifier' | 'none';
}

/** Weighs what the classifier believes against what the conversation is waiting for. */
export function decide(evidence: Evidence): Decision {
  const { classification, entities, expecting, lastDialog } = evidence;
  const current = expecting && !isOffer(expecting) ? expecting.dialog : lastDialog;
  const hasValues = Object.keys(entities).length > 0;
  const usable = current !== undefined && evidence.takers.includes(current);
  const told = toldByValue(evidence);
  if (told !== undefined) return { command: { type: 'start', dialog: told }, dialog: told, score: 1, source: 'plain' };
  if (hasValues && usable && !beginsAnew(evidence)) {
    if (evidence.content.length === 0) return { command: { type: 'provide' }, dialog: current, score: 1, source: 'plain' };
    if (givesValues(evidence, current))
      return { command: { type: 'provide' }, dialog: current, score: classification.score, source: 'classifier' };
  }
  const best = fittingBest(evidence);
  const bareValues = hasValues && evidence.content.length === 0;
  const fits = best && (!bareValues || mayBegin(best.dialog, evidence));
  if (fits && classification.score >= (bareValues ? switchScore : startScore)) {
    return { command: { type: 'start', dialog: best.dialog }, dialog: best.dialog, score: classification.score, source: 'classifier' };
  }
  if (hasValues && current !== undefined && classification.outOfScope < mostOutOfScope) {
    return { command: { type: 'provide' }, dialog: current, score: classification.score, source: 'classifier' };
  }
  return bareValues ? askWhatFor(evidence) : (listEntry(evidence) ?? clarifyOrGiveUp(evidence));
}

/** "Un débit de 12,50": whoever names an entry and says which wants to see it, unless something is to be done with it. */
function listEntry({ classification: { score, outOfScope }, entities, namesEntry, takers, slotsOf }: Evidence): Decision | undefined {
  const which = (entities.amount ?? entities.period ?? entities.merchant) !== undefined;
  const dialog = takers.find((taker) => slotsOf(taker)?.has('view'));
  if (!namesEntry || !which || dialog === undefined || outOfScope >= mostOutOfScope) return undefined;
  return { command: { type: 'start', dialog }, dialog, score, source: 'classifier' };
}

/** A whole request begins anew what it names: nothing of the answer before is meant to go on, unless a question is open. */
function beginsAnew({ classification, expecting, isWhole, refersBack }: Evidence): boolean {
  return expecting === undefined && isWhole && !refersBack && classification.score >= startScore;
}

/** A parcel's number, a yes or no on pay or rent, a line of the statement, the largest entry, the balance of another day say by themselves what is wanted. */
function toldByValue({ classification, entities, expecting, isLabel, takers, slotsOf }: Evidence): string | undefined {
  const kind = tellingKind(entities, isLabel && expecting === undefined, classification.outOfScope < mostOutOfScope);
  return kind && takers.find((dialog) => slotsOf(dialog)?.has(kind));
}

function tellingKind(entities: Entities, isLabel: boolean, isOurs: boolean): keyof Entities | undefined {
  if (entities.parcel?.number !== undefined) return 'parcel';
  if (entities.view === 'whether') return 'category';
  if (isLabel && (entities.merchant ?? entities.category ?? entities.amount ?? entities.period) !== undefined) return 'view';
  if (entities.order !== undefined && (isOurs || (entities.category ?? entities.direction) !== undefined)) return 'order';
  if (!isOurs) return undefined;
  if (entities.price !== undefined) return 'price';
  return entities.question === 'dated' ? 'question' : undefined;
}

/** A shop, an amount or a number of entries is nothing to small talk or to a dialog that has other slots: the next one that can use them is meant. */
function fittingBest({ classification: { candidates }, entities, slotsOf }: Evidence): Candidate | undefined {
  const [best] = candidates;
  const telling = tellingKinds.filter((kind) => entities[kind] !== undefined);
  const uses = ({ dialog }: Candidate): boolean => telling.some((kind) => slotsOf(dialog)?.has(kind));
  const slots = best && slotsOf(best.dialog);
  if (!best || telling.length === 0 || !slots || uses(best)) return best;
  return candidates.find((candidate) => candidate.share >= leastShare && uses(candidate)) ?? best;
}

/** Values alone begin neither small talk nor an alarm; "and $40?" goes on from something, and an account has a balance as well as entries. */
function mayBegin(dialog: string, evidence: Evidence): boolean {
  const { entities, isBare, isWhole, refersBack } = evidence;
  const users = usersOf(evidence);
  const isAccountAlone = Object.keys(entities).every((kind) => kind === 'account');
  if (isAccountAlone && (isBare || dialog !== users[0])) return false;
  return (!refersBack || isWhole) && users.includes(dialog);
}

/** The first two dialogs that can use the values. "My last cash withdrawal": one who can only use the "last" of it is not meant. */
function usersOf({ entities, takers, slotsOf }: Evidence): readonly string[] {
  const usesAll = takers.filter((dialog) => Object.keys(entities).every((kind) => slotsOf(dialog)?.has(kind) ?? true));
  return (usesAll.length > 0 ? usesAll : takers).slice(0, 2);
}

/**
 * "Carrefour" out of the blue: the first two dialogs that could use it are offered.
 * A shop over a stretch of days ("Tesco in October") asks for a list; a receipt is of one day.
 */
function askWhatFor(evidence: Evidence): Decision {
  const { classification, entities, isBare, slotsOf } = evidence;
  const { candidates, score } = classification;
  // What a value alone is for, no belief can tell.
  const outOfScope = isBare ? 0 : classification.outOfScope;
  const listing = candidates.find(({ dialog }) => slotsOf(dialog)?.has('view'));
  if (listing && entities.merchant !== undefined && entities.period && entities.period.from !== entities.period.to)
    return { command: { type: 'start', dialog: listing.dialog }, dialog: listing.dialog, score, source: 'classifier' };
  const dialogs = usersOf(evidence);
  const [only, second] = dialogs;
  if (only && second === undefined && only === listing?.dialog && outOfScope <= mostOutOfScope)
    return { command: { type: 'start', dialog: only }, dialog: only, score, source: 'classifier' };
  if (second === undefined || outOfScope > mostOutOfScope) return { command: { type: 'unclear' }, dialog: null, score, source: 'none' };
  return { command: { type: 'clarify', dialogs }, dialog: null, score, source: 'classifier' };
}

/** "Which of these dialogs?" takes no values. */
function isOffer(expecting: Expectation): boolean {
  return expecting.kind === 'choice' && expecting.offer === true;
}

/** Whether the values answer or amend the current dialog rather than begin another one. */
function givesValues({ classification, entities, expecting, refersBack }: Evidence, current: string): boolean {
  const [best] = classification.candidates;
  const answers = expecting?.kind === 'slot' && entities[expecting.slotKind] !== undefined;
  if (!answers && !refersBack && (expecting === undefined || isOffer(expecting))) return false;
  if (best?.dialog === current) return true;
  return (answers || refersBack) && classification.score < switchScore;
}

function clarifyOrGiveUp({ classification: { candidates, score, outOfScope }, knownContent, slotsOf }: Evidence): Decision {
  const [best, second] = candidates;
  // Nobody wants to choose between a thank-you and a goodbye.
  const useful = ({ dialog }: Candidate): boolean => slotsOf(dialog)?.size !== 0;
  const close =
    best &&
    second &&
    useful(best) &&
    useful(second) &&
    score >= clarifyScore &&
    second.share >= clarifySecondShare &&
    outOfScope < clarifyOutOfScope;
  if (close) {
    return { command: { type: 'clarify', dialogs: [best.dialog, second.dialog] }, dialog: null, score, source: 'classifier' };
  }
  // Letters without a sense are not understood; a wish that is known to be none of ours is.
  const beyond = knownContent && outOfScope >= surelyOutOfScope;
  return { command: { type: 'unclear', ...(beyond && { beyond }) }, dialog: null, score, source: 'none' };
}
