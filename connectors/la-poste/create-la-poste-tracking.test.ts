import { afterEach, describe, expect, test } from '@jest/globals';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubAnswer, type StubServer, startStubServer } from '../../test/support/stub-server.ts';
import { createLaPosteTracking, type LaPosteTracking } from './create-la-poste-tracking.ts';
import type { LaPosteParcel } from './to-parcel.ts';

const number = '6A12345678901';
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

interface Stage {
  readonly laPoste: LaPosteTracking;
  readonly server: StubServer;
}

async function stage(answer: StubAnswer, language: 'fr' | 'en' = 'fr'): Promise<Stage> {
  const server = await startStubServer(() => answer);
  const laPoste = createLaPosteTracking({
    egress: openEgress(),
    baseUrl: `${server.url}/suivi/v2`,
    apiKey: 'canary-key',
    language,
    retry: { attempts: 2, baseMs: 1 },
  });
  opened.push(laPoste, server);
  return { laPoste, server };
}

function found(shipment: object, idShip = number): object {
  return { lang: 'fr_FR', scope: 'open', returnCode: 200, shipment: { idShip, holder: 4, isFinal: false, ...shipment } };
}

async function parcel(shipment: object): Promise<LaPosteParcel | undefined> {
  const { laPoste } = await stage({ json: found(shipment) });
  return (await laPoste.findParcels([number])).get(number);
}

function event(code: string, date = '2026-11-16T08:00:00+01:00'): object {
  return { code, date, label: `label ${code}`, order: 1 };
}

test('asks with our key, in the customer’s language', async () => {
  const { laPoste, server } = await stage({ json: found({}) }, 'en');
  await laPoste.findParcels([number]);
  expect(server.requests[0]?.url).toBe(`/suivi/v2/idships/${number}?lang=en_GB`);
  expect(server.requests[0]?.headers['x-okapi-key']).toBe('canary-key');
});

describe('answers', () => {
  test.each<[string, object]>([
    ['an object', found({})],
    ['an array of one', [found({})]],
    ['an array with unknown neighbours', [{ returnCode: 104, returnMessage: 'inconnu', idShip: 'x' }, found({})]],
    ['a number in small letters', found({}, number.toLowerCase())],
  ])('%s is read', async (_name, json) => {
    const { laPoste } = await stage({ json });
    expect([...(await laPoste.findParcels([number])).keys()]).toEqual([number]);
  });

  test.each<[string, StubAnswer]>([
    ['return code 104', { json: { returnCode: 104, returnMessage: 'Numéro inconnu', idShip: number } }],
    ['a 404 with return code 104', { status: 404, json: { returnCode: 104, idShip: number } }],
    ['a 400 with return code 105', { status: 400, json: { returnCode: 105, idShip: number } }],
    ['a bare 404', { status: 404, text: 'not found' }],
    ['a code without meaning', { json: { returnCode: 208 } }],
  ])('%s is an unknown parcel', async (_name, answer) => {
    const { laPoste } = await stage(answer);
    expect((await laPoste.findParcels([number])).size).toBe(0);
  });

  test('several parcels are asked for ten at a time, each once', async () => {
    const numbers = Array.from({ length: 23 }, (_unused, index) => `6A${String(index).padStart(11, '0')}`);
    const { laPoste, server } = await stage({ json: [] });
    await laPoste.findParcels([...numbers, ...numbers]);
    expect(server.requests.map((request) => decodeURIComponent(request.path).split('/').at(-1)?.split(',').length)).toEqual([10, 10, 3]);
  });

  test('those who ask at the same time share a request', async () => {
    const other = '6A12345678902';
    const { laPoste, server } = await stage({ json: [found({ estimDate: '2026-11-20' }), found({}, other)] });
    const [first, second] = await Promise.all([laPoste.findParcels([number]), laPoste.findParcels([other, number.toLowerCase()])]);
    expect([[...first.keys()], [...second.keys()]]).toEqual([[number], [other, number.toLowerCase()]]);
    expect(server.requests.map((request) => decodeURIComponent(request.path).split('/').at(-1))).toEqual([`${number},${other}`]);
  });

  test('a number that spoils a request does not hide the others', async () => {
    const server = await startStubServer(({ path }) => {
      const numbers = decodeURIComponent(path).split('/').at(-1)?.split(',') ?? [];
      return numbers.includes('XX999999999') ? { status: 400, json: { returnCode: 105 } } : { json: numbers.map((one) => found({}, one)) };
    });
    const laPoste = createLaPosteTracking({ egress: openEgress(), baseUrl: `${server.url}/suivi/v2`, apiKey: 'k' });
    opened.push(laPoste, server);
    expect([...(await laPoste.findParcels([number, 'XX999999999'])).keys()]).toEqual([number]);
    expect(server.requests).toHaveLength(3);
  });

  test.each([['../../admin'], ['x'], [''], ['6A1234567890 1'], ['6A12345678901,6A12345678902']])(
    '%j is no parcel number and is not asked for',
    async (wrong) => {
      const { laPoste, server } = await stage({ json: [] });
      expect((await laPoste.findParcels([wrong])).size).toBe(0);
      expect(server.requests).toHaveLength(0);
    },
  );

  test.each<[StubAnswer, string]>([
    [{ status: 401, json: { code: 'UNAUTHORIZED' } }, 'bad_request'],
    [{ status: 400, json: { returnCode: 109 } }, 'bad_request'],
    [{ status: 429, json: {} }, 'rate_limited'],
    [{ status: 500, json: {} }, 'bank_unavailable'],
    [{ json: { returnCode: 'ok' } }, 'protocol_violation'],
    [{ json: { returnCode: 200, shipment: { event: 'none' } } }, 'protocol_violation'],
  ])('%j fails as %s', async (answer, code) => {
    const { laPoste } = await stage(answer);
    await expect(laPoste.findParcels([number])).rejects.toMatchObject({ code, system: 'la-poste' });
  });
});

describe('status', () => {
  test.each([
    ['DR1', 'announced'],
    ['PC1', 'picked_up'],
    ['PC2', 'picked_up'],
    ['ET1', 'in_transit'],
    ['ET4', 'in_transit'],
    ['EP1', 'in_transit'],
    ['DO1', 'in_transit'],
    ['DO3', 'delayed'],
    ['PB1', 'delayed'],
    ['PB2', 'in_transit'],
    ['MD2', 'out_for_delivery'],
    ['AG1', 'in_transit'],
    ['ND1', 'failed'],
    ['RE1', 'returned'],
    ['DI0', 'delivered'],
    ['DI1', 'delivered'],
    ['DI2', 'returned'],
  ])('after event %s is %s', async (code, status) => {
    expect((await parcel({ event: [event(code)] }))?.status).toBe(status);
  });

  test('is that of the latest event, whatever the order', async () => {
    const events = [
      event('ET1', '2026-11-15T08:00:00+01:00'),
      event('MD2', '2026-11-17T08:00:00+01:00'),
      event('PC1', '2026-11-14T08:00:00+01:00'),
    ];
    const read = await parcel({ event: events });
    expect(read?.status).toBe('out_for_delivery');
    expect(read?.events).toEqual([
      { at: '2026-11-17T07:00:00.000Z', label: 'label MD2' },
      { at: '2026-11-15T07:00:00.000Z', label: 'label ET1' },
      { at: '2026-11-14T07:00:00.000Z', label: 'label PC1' },
    ]);
  });

  test('is read from a single event that is not in an array', async () => {
    expect((await parcel({ event: event('DI1') }))?.status).toBe('delivered');
  });

  test.each<[object[], string]>([
    [
      [
        { id: 1, type: 1 },
        { id: 2, type: 0 },
      ],
      'announced',
    ],
    [
      [
        { id: 1, type: 1 },
        { id: 2, type: 1 },
        { id: 3, type: 1 },
        { id: 4, type: 0 },
      ],
      'in_transit',
    ],
    [
      [
        { id: 1, type: 1 },
        { id: 2, type: 1 },
        { id: 3, type: -1 },
      ],
      'delayed',
    ],
    [
      [
        { id: 1, type: 1 },
        { id: 5, type: 1 },
      ],
      'delivered',
    ],
    [[{ id: 1, type: 0 }], 'unknown'],
    [[], 'unknown'],
  ])('of an unknown event comes from the timeline %j', async (timeline, status) => {
    expect((await parcel({ timeline, event: [event('ZZ9')] }))?.status).toBe(status);
  });
});

describe('expected day', () => {
  test.each<[object, unknown]>([
    [{ estimDate: '2026-11-20T02:00:00+01:00' }, { day: '2026-11-20' }],
    [{ estimDate: '2026-11-19T23:30:00Z' }, { day: '2026-11-20' }],
    [{ estimDate: '2026-11-20' }, { day: '2026-11-20' }],
    [
      { estimDate: '2026-11-20', estimHourMin: '09:00', estimHourMax: '13:00' },
      { day: '2026-11-20', from: '09:00', to: '13:00' },
    ],
    [
      { estimDate: '2026-11-20', estimHourMin: '2026-11-20T14:00:00+01:00', estimHourMax: '2026-11-20T16:30:00+01:00' },
      { day: '2026-11-20', from: '14:00', to: '16:30' },
    ],
    [{ estimDate: '2026-11-20', estimHourMin: '18:00', estimHourMax: '18:00' }, { day: '2026-11-20' }],
    [
      { estimDate: '2026-11-20', deliveryDate: '2026-11-18T12:43:54+01:00', estimHourMin: '09:00', estimHourMax: '13:00' },
      { day: '2026-11-18' },
    ],
    [{ estimDate: null, deliveryDate: null }, undefined],
    [{ estimDate: 'soon' }, undefined],
    [{}, undefined],
  ])('of %j is %j', async (shipment, expected) => {
    expect((await parcel(shipment))?.expected).toEqual(expected);
  });
});

test.each([
  [1, 'La Poste'],
  [3, 'Chronopost'],
  [4, 'Colissimo'],
  [9, 'La Poste'],
])('holder %i is %s', async (holder, carrier) => {
  expect((await parcel({ holder }))?.carrier).toBe(carrier);
});
