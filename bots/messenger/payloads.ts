import { createHash } from 'node:crypto';
import { z } from 'zod';
import { eventTime } from './event-time.ts';
import { lenient, lenientPart } from './lenient.ts';
import { type MessengerEvent, messengerEventSchema } from './messenger-event.ts';
import { asChange, isMessagingChange, readChange } from './read-change.ts';
import { type EventFields, readElement } from './read-element.ts';

export interface ParsedWebhook {
  readonly events: readonly MessengerEvent[];
  /** How many elements could not be read. They do not keep their neighbours from being read. */
  readonly rejected: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

interface Place {
  readonly pageId: string | undefined;
  readonly time: unknown;
  readonly standby: boolean;
  readonly receivedAt: number;
}

const party = lenientPart({ id: lenient.id, user_ref: lenient.id });
const elementHead = z.object({ sender: party, recipient: party });
const entryHead = z.object({ id: lenient.id });

/** The arrays of an entry that hold `messaging` elements; the last three were seen in production and are documented nowhere. */
const elementArrays = ['messaging', 'standby', 'changes', 'messaging_handovers', 'messaging_optins', 'messaging_optin'];

/** Events whose `mid` is their own. A reaction or an edit carries the `mid` of another message. */
const kindsWithOwnMid = new Set(['message', 'echo', 'postback']);

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(kept.map(([key, part]) => [key, compact(part)]));
}

function eventId(fields: EventFields, identity: readonly unknown[]): string {
  const { kind, mid } = fields;
  if (kindsWithOwnMid.has(kind) && typeof mid === 'string' && mid.length <= 256) return mid;
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

/** Who is concerned. An echo names the Page as sender: the customer is the other one. */
function parties(
  element: JsonObject,
  place: Place,
): { pageId?: string | undefined; senderId?: string | undefined; userRef?: string | undefined; isFromPage: boolean } {
  const { sender, recipient } = elementHead.parse(element);
  const pageId = place.pageId ?? (isEcho(element) ? sender?.id : recipient?.id);
  const isFromPage = sender?.id !== undefined && sender.id === pageId;
  return { pageId, senderId: isFromPage ? recipient?.id : sender?.id, userRef: sender?.user_ref, isFromPage };
}

function isEcho({ message }: JsonObject): boolean {
  return isObject(message) && message['is_echo'] === true;
}

/** A message the Page itself sent is an echo, also where the flag is missing: a bot must not answer itself. */
function asEcho(fields: EventFields): EventFields {
  if (fields.kind !== 'message') return fields;
  const { deleted: _, ...said } = fields;
  return { ...said, kind: 'echo' };
}

function readOne(element: JsonObject, place: Place): MessengerEvent | undefined {
  const change = asChange(element);
  if (change && isMessagingChange(change)) return isObject(change.value) ? readOne(change.value, place) : undefined;
  const fields = change ? readChange(change) : readElement(element);
  if (!fields) return undefined;
  const { pageId, senderId, userRef, isFromPage } = parties(element, place);
  const { timestamp = place.time } = element;
  const event = {
    standby: place.standby,
    pageId,
    senderId,
    at: eventTime(timestamp) ?? place.receivedAt,
    eventId: eventId(fields, [pageId, senderId, timestamp, fields.kind, element]),
    userRef,
    ...(isFromPage ? asEcho(fields) : fields),
  };
  return messengerEventSchema.safeParse(compact(event)).data;
}

function elementsOf(entry: JsonObject): { readonly element: unknown; readonly standby: boolean }[] {
  return elementArrays.flatMap((key) => {
    const value = entry[key];
    const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return list.map((element) => ({ element, standby: key === 'standby' }));
  });
}

function readEntry(entry: unknown, receivedAt: number): (MessengerEvent | undefined)[] {
  if (!isObject(entry)) return [undefined];
  const pageId = entryHead.parse(entry).id;
  return elementsOf(entry).map(({ element, standby }) =>
    isObject(element) ? readOne(element, { pageId, time: entry['time'], standby, receivedAt }) : undefined,
  );
}

/**
 * Reads the body of a Messenger webhook: one normalised event per element of every array of every entry, in the order in
 * which they came. Never throws, whatever the JSON is.
 * @param receivedAt Unix time in milliseconds, for events that do not say when they happened.
 */
export function parseWebhook(json: unknown, receivedAt = 0): ParsedWebhook {
  // Meta's documentation also prints a bare `{field, value}`, without the entry around it.
  const entries = isObject(json) && asChange(json) ? [{ changes: [json] }] : isObject(json) && json['entry'];
  if (!Array.isArray(entries)) return { events: [], rejected: 1 };
  const results = entries.flatMap((entry: unknown) => readEntry(entry, receivedAt));
  const events = results.filter((event) => event !== undefined);
  return { events, rejected: results.length - events.length };
}
