import type { DialogPlan, SlotPlan } from '../dialog-plan.ts';
import { slotValue } from '../fill-slots.ts';
import type { Shown } from '../say.ts';
import { type Entities, entitiesSchema } from '../slots/slot-kinds.ts';
import type { Frame } from '../state.ts';
import { planOf, type Turn } from '../turn.ts';

/** For how long "and at Carrefour?" is understood to go on with the last answer. */
const followUpMs = 10 * 60_000;

/** What holds for one message only: a choice, what was shown before it, a one-time secret, an emergency. */
const passingKinds: ReadonlySet<SlotPlan['kind']> = new Set(['choice', 'subject', 'skip', 'linkCode', 'urgency', 'concern']);

/** How many things are remembered for the buttons under the answers that showed them. */
const mostSubjects = 10;

/** Two ways of saying what was paid for: a new one takes the place of the other. */
const rivals: Readonly<Partial<Record<SlotPlan['kind'], keyof Entities>>> = { merchant: 'category', category: 'merchant' };

/** What of a dialog's slots may outlive it: neither one-time secrets nor the connector's handles. */
function lastingSlots({ slots }: DialogPlan, values: Frame['slots']): Frame['slots'] {
  const lasting = slots.filter((slot) => !passingKinds.has(slot.kind));
  return Object.fromEntries(
    lasting.flatMap((slot) => {
      const value = Object.hasOwn(values, slot.name) ? slotValue(slot, values[slot.name]) : undefined;
      // A yes or no is wanted once: "and how much was it?" asks for something else.
      return value === undefined || (slot.kind === 'view' && value === 'whether') ? [] : [[slot.name, value]];
    }),
  );
}

function canFollowUp({ slots }: DialogPlan): boolean {
  return slots.some((slot) => !passingKinds.has(slot.kind));
}

/** Keeps what was answered last, as far as a follow-up can go on from it. Small talk in between does not make it forgotten. */
export function remember(turn: Turn, frame: Frame, shown: Shown = {}): void {
  const plan = planOf(turn, frame);
  if (!canFollowUp(plan)) return;
  const { dialog, id: answer } = frame;
  const now = { dialog, slots: lastingSlots(plan, frame.slots), at: turn.now.toISOString(), frame: answer };
  const { listed, ...other } = shown;
  turn.last = { ...now, ...listBehind(turn, frame), ...other, ...(listed === undefined ? {} : { listed: [...listed] }) };
  if (shown.about === undefined) return;
  turn.subjects = [...turn.subjects.filter((known) => known.frame !== frame.id), { frame: frame.id, about: shown.about }].slice(
    -mostSubjects,
  );
}

/** After one entry of a list, which was asked for by its place, the list goes on: "and the third?", "more". */
function listBehind({ last, plans }: Turn, { dialog, slots }: Frame): Partial<NonNullable<Turn['last']>> {
  const subject = plans.get(dialog)?.slots.find(({ kind }) => kind === 'subject');
  const about = subject && slots[subject.name];
  if (last?.listed === undefined || typeof about !== 'string' || !last.listed.includes(about)) return {};
  const { listed, next, slots: asked } = last;
  return dialog === last.dialog ? { listed, slots: asked, ...(next === undefined ? {} : { next }) } : { listed };
}

/**
 * The handle at one place of the list that was shown last.
 * @param place from 1
 * @returns undefined where no list was shown lately, `none` where it is shorter.
 */
export function listedAt(turn: Turn, place: number): { readonly about: string } | 'none' | undefined {
  const listed = isFresh(turn) ? turn.last?.listed : undefined;
  if (listed === undefined) return undefined;
  const about = listed[place - 1];
  return about === undefined ? 'none' : { about };
}

function isFresh({ last, now }: Turn): boolean {
  return last !== undefined && now.getTime() - Date.parse(last.at) < followUpMs;
}

/**
 * Puts the one thing that the last answer showed into a dialog that can go on with it, where the message names nothing of its own:
 * "and the receipt?" after one payment is the receipt of that one. The dialog that has shown it is asked for something else.
 * @returns whether there was such a thing.
 */
export function takeSubject(turn: Turn, frame: Frame, said: Entities): boolean {
  const { slots } = planOf(turn, frame);
  const names = slots.some(({ kind }) => kind !== 'choice' && kind !== 'subject' && said[kind] !== undefined);
  const about = isFresh(turn) && !names && turn.last?.dialog !== frame.dialog ? turn.last?.about : undefined;
  return about !== undefined && fillSubject(turn, frame, about);
}

/** Writes a handle into the slot of a dialog that can go on with what was shown. @returns false where it has none. */
export function fillSubject(turn: Turn, frame: Frame, about: string): boolean {
  const slot = planOf(turn, frame).slots.find(({ kind }) => kind === 'subject');
  if (!slot) return false;
  frame.slots[slot.name] = about;
  turn.events.push(`filled ${slot.name}`);
  return true;
}

/** Whether a question about a price was answered last. */
function askedPrice({ last, plans }: Turn): boolean {
  const price = last && plans.get(last.dialog)?.slots.find(({ kind }) => kind === 'price');
  return price !== undefined && Object.hasOwn(last?.slots ?? {}, price.name);
}

/** "And for 500?" after a question about a price names another price, though only the question before tells. */
export function asAskedBefore(turn: Turn, entities: Entities): Entities {
  const { amount, ...others } = entities;
  return amount !== undefined && askedPrice(turn) ? { ...others, price: amount } : entities;
}

/** Whether a message says nothing but that other price, which else could be of a payment as well. */
export function isAnotherPrice(turn: Turn): boolean {
  const { amount, ...others } = turn.reading.entities;
  return amount !== undefined && Object.keys(others).length === 0 && turn.frames.length === 0 && isFresh(turn) && askedPrice(turn);
}

/** The dialog that a message with values, but without a wish, goes on with, and the slots it had; undefined when there is none. */
export function followedUp(turn: Turn, entities: Entities): { readonly plan: DialogPlan; readonly slots: Frame['slots'] } | undefined {
  const { last } = turn;
  const plan = last && turn.plans.get(last.dialog);
  if (!plan || !isFresh(turn)) return undefined;
  const speaksOfIt = plan.slots.some(
    ({ kind }) => kind !== 'choice' && kind !== 'subject' && kind !== 'linkCode' && entities[kind] !== undefined,
  );
  if (!speaksOfIt) return undefined;
  const lasting = plan.slots.filter(({ kind }) => {
    const rival = rivals[kind];
    return rival === undefined || entities[rival] === undefined;
  });
  return { plan, slots: lastingSlots({ ...plan, slots: lasting }, last.slots) };
}

/** What "more" asks of the dialog that answered last: the entries after those shown; `all` where it has shown all, undefined where it lists none. */
export function moreEntries({ last, plans }: Turn): Entities | 'all' | undefined {
  const slots = last && plans.get(last.dialog)?.slots;
  if (!last || !slots?.some((slot) => slot.kind === 'skip')) return undefined;
  return last.next === undefined ? 'all' : { skip: last.next, view: 'list' };
}

/** What the dialog that answered last had been asked, by kind, for another dialog to go on from. */
export function lastSaid(turn: Turn): Entities {
  const { last, plans } = turn;
  const plan = last && plans.get(last.dialog);
  if (!plan || !isFresh(turn)) return {};
  const lasting = lastingSlots(plan, last.slots);
  const said = plan.slots.flatMap(({ name, kind }) => (Object.hasOwn(lasting, name) ? [[kind, lasting[name]]] : []));
  return entitiesSchema.catch({}).parse(Object.fromEntries(said));
}
