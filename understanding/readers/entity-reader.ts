import { type Entities, type SlotKind, slotKinds } from '../../engine/slots/slot-kinds.ts';
import { createDayClock } from '../../i18n/day-clock.ts';
import type { ReadableText } from '../text/readable-text.ts';
import { createAccountReader } from './account-reader.ts';
import { createAmountReader } from './amount-reader.ts';
import { readCategory } from './category-reader.ts';
import { createCountReader } from './count-reader.ts';
import { readDirection } from './direction-reader.ts';
import { type Found, without } from './found.ts';
import { readLinkCode } from './link-code-reader.ts';
import { createMerchantReader } from './merchant-reader.ts';
import { readOrder } from './order-reader.ts';
import { isToCome, readParcel, readParcelQuestion } from './parcel-reader.ts';
import { type DayOrder, readEither } from './period/either-order.ts';
import { createPeriodReader } from './period/period-reader.ts';
import { readSingleDate } from './period/single-date.ts';
import { asksForEnough, priceAlone, readQuestion, tellsBalance } from './question-reader.ts';
import { readStatus } from './status-reader.ts';
import { asksWhether, readView } from './view-reader.ts';

export interface EntityContext {
  readonly now: Date;
  readonly timeZone: string;
  /** The kind the open question asks for, which lets a bare answer be read. */
  readonly expecting?: SlotKind;
  /** How the customer writes `10/3`; day first unless told. */
  readonly dayOrder?: DayOrder;
}

/** Everything read in one message. `rest` is the folded text without the places where something was read. */
export interface EntityReading {
  readonly entities: Entities;
  readonly rest: string;
}

export interface EntityReader {
  read(text: ReadableText, context: EntityContext): EntityReading;
}

/** Makes the reader of everything a slot can hold; the readers that are surer of themselves go first and take their words away. */
export function createEntityReader(): EntityReader {
  const period = createPeriodReader();
  const amount = createAmountReader();
  const count = createCountReader();
  const account = createAccountReader();
  const merchant = createMerchantReader();
  const dayIn = createDayClock();
  return {
    read: (text, { now, timeZone, expecting, dayOrder = 'day first' }) => {
      let rest = text.folded;
      const take = <Value>(found: Found<Value> | undefined): Value | undefined => {
        rest = without(rest, found);
        return found?.value;
      };
      const today = dayIn(timeZone, now);
      const parcelAsked = readParcelQuestion(text.folded);
      const outlook = { today, ahead: parcelAsked === 'due' || isToCome(text.folded) };
      const readPeriod = expecting === 'period' ? period.readAnswer : period.read;
      const readings = {
        linkCode: take(readLinkCode(rest, expecting === 'linkCode')),
        parcel: take(readParcel(rest)),
        amount: expecting === 'period' ? undefined : take(amount.read(rest, false)),
        period: take(readEither(dayOrder, (monthFirst) => readPeriod(rest, { ...outlook, monthFirst })) ?? readSingleDate(rest, today)),
        account: take(account.read({ clean: text.clean, folded: rest }, expecting === 'account')),
        count: take(count.read(rest)),
        status: take(readStatus(rest)),
        direction: readDirection(text.folded),
        view: readView(text.folded),
        order: readOrder(text.folded),
        merchant: take(merchant.read({ clean: text.clean, folded: rest }, expecting === 'merchant')),
      };
      // "L'abonnement Netflix" is about Netflix. "My last cash withdrawal" says one and which kind with the same words.
      const category = readings.merchant === undefined ? (take(readCategory(rest)) ?? readCategory(text.folded)?.value) : undefined;
      const isPrice = asksForEnough(text.folded);
      const bare = expecting === 'amount' ? rest : isPrice ? priceAlone(rest) : '';
      const bareAmount = readings.amount ?? take(bare === '' ? undefined : amount.read(bare, true));
      // A yes or no on days needs days.
      const parcelQuestion = parcelAsked === 'due' && !readings.period ? undefined : parcelAsked;
      const question = questionOn(readings.period, { folded: text.folded, today });
      const isPay = category === 'salary' || category === 'rent';
      const view = isPay && asksWhether(text.folded) ? 'whether' : readings.view;
      const money = isPrice ? { amount: undefined, price: bareAmount } : { amount: bareAmount, price: undefined };
      return { entities: checked({ ...readings, ...money, category, view, question, parcelQuestion }), rest };
    },
  };
}

/** Keeps what fits the slot's schema: a reader's slip must never become a broken slot. */
function checked(readings: { readonly [Kind in Exclude<SlotKind, 'urgency' | 'concern' | 'card' | 'skip'>]: unknown }): Entities {
  const {
    merchant,
    period,
    amount,
    account,
    count,
    status,
    direction,
    view,
    order,
    category,
    question,
    price,
    parcel,
    parcelQuestion,
    linkCode,
  } = slotKinds;
  return {
    ...entry('merchant', merchant.safeParse(readings.merchant)),
    ...entry('period', period.safeParse(readings.period)),
    ...entry('amount', amount.safeParse(readings.amount)),
    ...entry('account', account.safeParse(readings.account)),
    ...entry('count', count.safeParse(readings.count)),
    ...entry('status', status.safeParse(readings.status)),
    ...entry('direction', direction.safeParse(readings.direction)),
    ...entry('view', view.safeParse(readings.view)),
    ...entry('order', order.safeParse(readings.order)),
    ...entry('category', category.safeParse(readings.category)),
    ...entry('question', question.safeParse(readings.question)),
    ...entry('price', price.safeParse(readings.price)),
    ...entry('parcel', parcel.safeParse(readings.parcel)),
    ...entry('parcelQuestion', parcelQuestion.safeParse(readings.parcelQuestion)),
    ...entry('linkCode', linkCode.safeParse(readings.linkCode)),
  };
}

interface SaidOn {
  readonly folded: string;
  readonly today: string;
}

/** What is asked of a balance; of days that are gone or to come, that none but today's is known. */
function questionOn(period: Entities['period'], { folded, today }: SaidOn): Entities['question'] {
  const question = readQuestion(folded);
  const elsewhere = period !== undefined && ((period.to ?? today) < today || (period.from ?? today) > today);
  const dated = elsewhere && (question === 'overdrawn' || (question === undefined && tellsBalance(folded)));
  return dated ? 'dated' : question;
}

function entry<Kind extends SlotKind, Value>(
  kind: Kind,
  result: { readonly success: boolean; readonly data?: Value | undefined },
): { readonly [Name in Kind]?: Value } {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- a computed key loses its literal type
  return (result.success && result.data !== undefined ? { [kind]: result.data } : {}) as { readonly [Name in Kind]?: Value };
}
