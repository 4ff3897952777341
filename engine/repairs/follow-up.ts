import type { DialogPlan, SlotPlan } from '../dialog-plan.ts';
import { slotValue } from '../fill-slots.ts';
import { countSchema, type Entities, entitiesSchema } from '../slots/slot-kinds.ts';
import type { Frame } from '../state.ts';
import { planOf, type Turn } from '../turn.ts';

/** For how long "and at Carrefour?" is understood to go on with the last answer. */
const followUpMs = 10 * 60_000;

/** What holds for one message only: a choice, a one-time secret, an emergency. */
const passingKinds: ReadonlySet<SlotPlan['kind']> = new Set(['choice', 'linkCode', 'urgency']);

/** Two ways of saying what was paid for: a new one takes the place of the other. */
const rivals: Readonly<Partial<Record<SlotPlan['kind'], keyof Entities>>> = { merchant: 'category', category: 'merchant' };

/** What of a dialog's slots may outlive it: neither one-time secrets nor the connector's handles. */
function lastingSlots({ slots }: DialogPlan, values: Frame['slots']): Frame['slots'] {
  const lasting = slots.filter((slot) => !passingKinds.has(slot.kind));
  return Object.fromEntries(
    lasting.flatMap((slot) => {
      const value = Object.hasOwn(values, slot.name) ? slotValue(slot, values[slot.name]) : undefined;
      return value === undefined ? [] : [[slot.name, value]];
    }),
  );
}

function canFollowUp({ slots }: DialogPlan): boolean {
  return slots.some((slot) => !passingKinds.has(slot.kind));
}

/** Keeps what was answered last, as far as a follow-up can go on from it. Small talk in between does not make it forgotten. */
export function remember(turn: Turn, frame: Frame): void {
  const plan = planOf(turn, frame);
  if (!canFollowUp(plan)) return;
  turn.last = { dialog: frame.dialog, slots: lastingSlots(plan, frame.slots), at: turn.now.toISOString() };
}

/** The dialog that a message with values, but without a wish, goes on with, and the slots it had; undefined when there is none. */
export function followedUp(turn: Turn, entities: Entities): { readonly plan: DialogPlan; readonly slots: Frame['slots'] } | undefined {
  const { last } = turn;
  const plan = last && turn.plans.get(last.dialog);
  if (!plan || turn.now.getTime() - Date.parse(last.at) >= followUpMs) return undefined;
  const speaksOfIt = plan.slots.some((slot) => slot.kind !== 'choice' && slot.kind !== 'linkCode' && entities[slot.kind] !== undefined);
  if (!speaksOfIt) return undefined;
  const lasting = plan.slots.filter(({ kind }) => {
    const rival = rivals[kind];
    return rival === undefined || entities[rival] === undefined;
  });
  return { plan, slots: lastingSlots({ ...plan, slots: lasting }, last.slots) };
}

/** How many entries more "more" shows, after how many where the customer named no number. */
const moreStep = 10;
const usualCount = 5;

/** What "more" asks of the dialog that answered last: more entries, one by one; undefined where it lists none. */
export function moreEntries({ last, plans }: Turn): Entities | undefined {
  const slots = last && plans.get(last.dialog)?.slots;
  const counting = slots?.find((slot) => slot.kind === 'count');
  if (!last || !counting) return undefined;
  const before = countSchema.safeParse(last.slots[counting.name]);
  const wanted = countSchema.safeParse((before.success ? before.data : usualCount) + moreStep);
  return wanted.success ? { count: wanted.data, view: 'list' } : undefined;
}

/** What the dialog that answered last had been asked, by kind, for another dialog to go on from. */
export function lastSaid({ last, plans, now }: Turn): Entities {
  const plan = last && plans.get(last.dialog);
  if (!plan || now.getTime() - Date.parse(last.at) >= followUpMs) return {};
  const lasting = lastingSlots(plan, last.slots);
  const said = plan.slots.flatMap(({ name, kind }) => (Object.hasOwn(lasting, name) ? [[kind, lasting[name]]] : []));
  return entitiesSchema.catch({}).parse(Object.fromEntries(said));
}
