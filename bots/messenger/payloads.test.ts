import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from '../http/scan-json.ts';
import { messengerEventKinds, messengerEventSchema } from './messenger-event.ts';
import { parseWebhook } from './payloads.ts';
import { toActivity } from './to-activity.ts';

const folder = new URL('../../test/fixtures/messenger/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace('.json', ''));
const load = (name: string): unknown => readJson(readFileSync(new URL(`${name}.json`, folder)));
const parseOne = (name: string) => {
  const { events, rejected } = parseWebhook(load(name));
  expect([events.length, rejected]).toEqual([1, 0]);
  return events[0];
};

const page = '104512345678901';
const psid = '24859317345098712';
const at = 1793614530123;

const expected: Readonly<Record<string, object>> = {
  'message-text': { kind: 'message', eventId: 'm_text-1', text: 'Où est mon reçu de la Fnac ? https://x.example/é 🧾', attachments: [] },
  'message-quick-reply': { kind: 'message', text: 'Oui', payload: 'a.frame1.yes', replyTo: 'm_before' },
  'message-attachments': { kind: 'message', attachments: [{ type: 'image' }, { type: 'fallback' }, { type: 'file' }] },
  'message-sticker': { kind: 'message', attachments: [{ type: 'sticker', stickerId: '369239263222822' }] },
  'message-old-sticker': { kind: 'message', attachments: [{ type: 'image', stickerId: '369239343222814' }] },
  'message-from-advertisement': {
    kind: 'message',
    referral: { ref: 'spring', source: 'ADS', type: 'OPEN_THREAD', adId: '6045246247433' },
  },
  'message-unsupported': { kind: 'message', attachments: [{ type: 'unsupported' }], deleted: false },
  'message-deleted': { kind: 'message', deleted: true },
  'message-numeric-ids-seconds': { kind: 'message', pageId: page, senderId: psid, at: 1793614530000 },
  'message-in-standby': { kind: 'message', standby: true },
  'message-by-dashboard-test': { kind: 'message', pageId: '0', senderId: '12334', at: 1793614530000, eventId: 'test_message_id' },
  'message-by-plugin': { kind: 'message', userRef: 'ref-of-plugin-1' },
  postback: { kind: 'postback', eventId: 'm_pb-1', title: 'Démarrer', payload: 's.greeting', referral: { ref: 'l-9f3a' } },
  'postback-wrapped': { kind: 'postback', userRef: 'ref-of-plugin-2', payload: 's.help', at: 1793614530000, pageId: page },
  'postback-in-standby': { kind: 'postback', standby: true },
  delivery: { kind: 'delivery' },
  'delivery-without-mids': { kind: 'delivery' },
  read: { kind: 'read' },
  reaction: { kind: 'reaction' },
  'reaction-withdrawn': { kind: 'reaction' },
  edit: { kind: 'edit' },
  echo: { kind: 'echo', eventId: 'm_out-1', senderId: psid, appId: '1517776481860111', metadata: 'send-1' },
  'echo-of-inbox': { kind: 'echo', standby: true, appId: '263902037430900' },
  'echo-of-template': { kind: 'echo', attachments: [{ type: 'template' }], metadata: 'send-3' },
  optin: { kind: 'optin' },
  'optin-of-plugin': { kind: 'optin' },
  referral: { kind: 'referral', referral: { ref: 'l-9f3a', source: 'SHORTLINK', type: 'OPEN_THREAD' } },
  'referral-in-europe': { kind: 'referral', referral: { ref: 'l-9f3a', type: 'OPEN_THREAD' } },
  'account-linked': { kind: 'account_linking' },
  'account-unlinked': { kind: 'account_linking' },
  'pass-thread-control': { kind: 'pass_thread_control', newOwnerAppId: '263902037430900', metadata: 'from the inbox' },
  'take-thread-control': { kind: 'take_thread_control', previousOwnerAppId: '1517776481860111' },
  'request-thread-control': { kind: 'request_thread_control', requestedOwnerAppId: '263902037430900' },
  'app-roles': { kind: 'app_roles' },
  'policy-enforcement': { kind: 'policy_enforcement', action: 'block' },
  'policy-enforcement-old-name': { kind: 'policy_enforcement', action: 'unblock' },
  'response-feedback': { kind: 'response_feedback' },
  'messaging-feedback': { kind: 'messaging_feedback' },
  'template-status': { kind: 'template_status' },
  'feed-change': { kind: 'unknown', fields: ['feed'], at: 1793614530000 },
  'unknown-element': { kind: 'unknown', fields: ['game_play'] },
  'empty-element': { kind: 'unknown', fields: [] },
};

describe('parseWebhook', () => {
  test('has a fixture for every expectation and an expectation for every fixture', () => {
    expect(Object.keys(expected).sort()).toEqual(names.sort());
    const kinds = new Set(Object.values(expected).map((event) => ('kind' in event ? event.kind : undefined)));
    expect(kinds).toEqual(new Set(messengerEventKinds));
  });

  test.each(names)('reads %s', (name) => {
    expect(parseOne(name)).toMatchObject(expected[name] ?? { kind: 'missing' });
  });

  test('keeps nothing of what a customer or Meta says where it is only counted', () => {
    const common = ['standby', 'pageId', 'senderId', 'at', 'eventId', 'kind'];
    const silent = /delivery|^read$|reaction|edit|optin|account-|app-roles|feedback|template-status/;
    for (const name of names.filter((name) => silent.test(name)))
      expect(Object.keys(parseOne(name) ?? {}).filter((key) => !common.includes(key))).toEqual([]);
  });

  test('names the customer and the Page of every event that has one', () => {
    for (const name of names.filter((name) => !/dashboard|plugin|wrapped|app-roles|policy|template-status|feed/.test(name))) {
      expect(parseOne(name)).toMatchObject({ senderId: psid, pageId: page });
    }
    expect(parseOne('app-roles')).not.toHaveProperty('senderId');
  });

  test('gives events without a mid of their own the same id at every delivery, and different events different ids', () => {
    const ids = names.map((name) => parseOne(name)?.eventId);
    expect(names.map((name) => parseOne(name)?.eventId)).toEqual(ids);
    expect(new Set(ids).size).toBe(names.length);
    expect(parseOne('edit')?.eventId).toMatch(/^[0-9a-f]{64}$/);
  });

  test('reads the neighbours of a bad element, in their order', () => {
    const element = (mid: string) => ({ sender: { id: psid }, recipient: { id: page }, timestamp: at, message: { mid, text: mid } });
    const bad = [null, 7, 'x', [], { message: 5 }, { reaction: 'explode' }, { field: 'messages', value: 1 }];
    const body = {
      object: 'page',
      entry: [{ id: page, messaging: [element('m_1'), ...bad, element('m_2')] }, 'x', null, { id: page, standby: [element('m_3')] }],
    };
    const { events, rejected } = parseWebhook(body);
    expect(events.map((event) => event.eventId)).toEqual(['m_1', 'm_2', 'm_3']);
    expect(rejected).toBe(bad.length + 2);
  });

  test('takes a message the Page sent for an echo, also without the flag', () => {
    const body = {
      entry: [{ id: page, messaging: [{ sender: { id: page }, recipient: { id: psid }, message: { mid: 'm', text: 'x' } }] }],
    };
    expect(parseWebhook(body).events).toMatchObject([{ kind: 'echo', senderId: psid }]);
  });

  test('takes the time of the entry, then the time of receipt, where an element has none', () => {
    const element = { sender: { id: psid }, message: { mid: 'm', text: 'x' } };
    expect(parseWebhook({ entry: [{ id: page, time: 1793614530.5, messaging: [element] }] }).events[0]?.at).toBe(1793614530500);
    expect(parseWebhook({ entry: [{ id: page, time: 'soon', messaging: [element] }] }, 42).events[0]?.at).toBe(42);
  });

  test('reads a bare field and value', () => {
    const value = { sender: { id: psid }, recipient: { id: page }, timestamp: '1793614530', postback: { payload: 's.help' } };
    expect(parseWebhook({ field: 'messaging_postbacks', value }).events).toMatchObject([
      { kind: 'postback', pageId: page, senderId: psid },
    ]);
  });

  test.each([null, 1, 'x', [], {}, { entry: {} }, { entry: null }])('rejects %j', (json) => {
    expect(parseWebhook(json)).toEqual({ events: [], rejected: 1 });
  });
});

describe('any JSON', () => {
  const bodies = names.map(load);
  const places = (json: unknown): { holder: object; key: string }[] =>
    typeof json === 'object' && json !== null
      ? Object.entries(json).flatMap(([key, value]: [string, unknown]) => [{ holder: json, key }, ...places(value)])
      : [];
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(null, '', 0, -1, 1e300, 2 ** 60, '\ud800', 'x'.repeat(5_000), [], {}, [[]], { id: null }, true, 'NaN', '1e9'),
  );
  const mutated = fc.record({ body: fc.nat(), at: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), value: odd, remove: fc.boolean() });

  test('makes events or counts rejections, and never throws, over 5 000 mutated webhooks', () => {
    let eventCount = 0;
    fc.assert(
      fc.property(mutated, ({ body, at: indexes, value, remove }) => {
        const json: unknown = structuredClone(bodies[body % bodies.length]);
        for (const index of indexes) {
          const all = places(json);
          const place = all[index % all.length];
          if (!place) continue;
          if (remove) Reflect.deleteProperty(place.holder, place.key);
          else Reflect.set(place.holder, place.key, structuredClone(value));
        }
        const { events, rejected } = parseWebhook(json);
        expect(rejected).toBeGreaterThanOrEqual(0);
        for (const event of events) {
          eventCount += 1;
          const again: unknown = JSON.parse(JSON.stringify(event));
          expect(messengerEventSchema.parse(again)).toEqual(event);
          expect(JSON.stringify(toActivity(event))).toContain('"channelId":"facebook"');
        }
      }),
      { numRuns: 5_000 },
    );
    expect(eventCount).toBeGreaterThan(1_000);
  });

  test('never throws over anything', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => parseWebhook(json).rejected >= 0));
  });
});
