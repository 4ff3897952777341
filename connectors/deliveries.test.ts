import { describe, expect, test } from '@jest/globals';
import { openSealed } from '../secrecy/sealed.ts';
import { createBatcher } from './batcher.ts';
import { carrierName, trackingPage } from './carriers.ts';
import { ConnectorError } from './connector-error.ts';
import { createDeliveries } from './deliveries.ts';
import type { Delivery } from './domain/delivery.ts';
import type { DeliveryRef } from './domain/transaction.ts';
import type { LaPosteParcel } from './la-poste/to-parcel.ts';
import type { PayPalTracker } from './paypal/create-paypal-trackers.ts';

const down = new ConnectorError('bank_unavailable', { system: 'la-poste', operation: 'tracking' });
const parcel: LaPosteParcel = {
  carrier: 'Colissimo',
  status: 'out_for_delivery',
  expected: { day: '2026-11-18' },
  events: [{ at: '2026-11-17T07:00:00.000Z', label: 'En livraison' }],
};

async function deliveries(
  trackers: readonly PayPalTracker[],
  parcels: Readonly<Record<string, LaPosteParcel>> | Error,
  reference: DeliveryRef = { system: 'paypal', transactionId: '8AB12' },
): Promise<{ readonly found: Delivery[]; readonly asked: readonly string[][] }> {
  const asked: string[][] = [];
  const source = createDeliveries({
    paypal: { findTrackers: async () => trackers },
    laPoste: {
      findParcels: async (numbers) => {
        asked.push([...numbers]);
        if (parcels instanceof Error) throw parcels;
        return new Map(numbers.flatMap((number) => (parcels[number] ? [[number, parcels[number]]] : [])));
      },
    },
  });
  return { found: (await source.findDeliveries(reference)).map((sealed) => openSealed(sealed)), asked };
}

describe('a PayPal parcel', () => {
  test.each(['LA_POSTE_SUIVI', 'FR_COLIS', 'CHRONOPOST_FR'])('carried by %s gets its day from La Poste', async (carrierCode) => {
    const { found } = await deliveries([{ carrierCode, trackingNumber: '6A1', status: 'in_transit' }], { '6A1': parcel });
    expect(found).toMatchObject([{ status: 'out_for_delivery', expected: { day: '2026-11-18' }, events: [{ label: 'En livraison' }] }]);
  });

  test('of several is asked for at La Poste in one go, without the others', async () => {
    const tracker = (carrierCode: string, trackingNumber: string): PayPalTracker => ({ carrierCode, trackingNumber, status: 'in_transit' });
    const { asked } = await deliveries([tracker('FR_COLIS', '6A1'), tracker('UPS', '1Z'), tracker('CHRONOPOST_FR', 'XS1')], {});
    expect(asked).toEqual([['6A1', 'XS1']]);
  });

  test('is still told when La Poste fails', async () => {
    const { found } = await deliveries([{ carrierCode: 'FR_COLIS', trackingNumber: '6A1', status: 'in_transit' }], down);
    expect(found).toEqual([
      {
        carrier: 'Colissimo',
        trackingNumber: '6A1',
        status: 'in_transit',
        events: [],
        trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A1',
      },
    ]);
  });

  test('is told as PayPal has it where La Poste has no status', async () => {
    const { found } = await deliveries([{ carrierCode: 'FR_COLIS', trackingNumber: '6A1', status: 'in_transit' }], {
      '6A1': { ...parcel, status: 'unknown' },
    });
    expect(found[0]?.status).toBe('in_transit');
  });

  test('of another carrier is not asked for at La Poste', async () => {
    const { found, asked } = await deliveries([{ carrierCode: 'UPS', trackingNumber: '1Z9', status: 'delivered' }], down);
    expect(asked).toEqual([]);
    expect(found).toMatchObject([{ carrier: 'UPS', trackingUrl: 'https://www.ups.com/track?tracknum=1Z9' }]);
  });

  test('a fault of our own is not swallowed', async () => {
    const bug = new TypeError('bug');
    await expect(deliveries([{ carrierCode: 'FR_COLIS', trackingNumber: '6A1', status: 'in_transit' }], bug)).rejects.toBe(bug);
  });
});

test('parcels that are asked for together ask La Poste once, however fast PayPal tells of each; one that fails hides no other', async () => {
  const asked: string[][] = [];
  const refused = new ConnectorError('rate_limited', { system: 'paypal', operation: 'trackers' });
  const askLaPoste = createBatcher<string, LaPosteParcel>({ most: 10, load: async (numbers) => (asked.push([...numbers]), new Map()) });
  const source = createDeliveries({
    paypal: {
      async findTrackers(id) {
        for (let round = 0; round < Number(id); round += 1) await new Promise((resolve) => setImmediate(resolve));
        if (id === '3') throw refused;
        return [{ carrierCode: 'FR_COLIS', trackingNumber: `6A${id}`, status: 'in_transit' }];
      },
    },
    laPoste: { findParcels: async (numbers) => (await Promise.all(numbers.map(askLaPoste)), new Map()) },
  });
  const found = await Promise.allSettled(
    ['1', '2', '3', '4'].map((transactionId) => source.findDeliveries({ system: 'paypal', transactionId })),
  );
  expect(found.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(asked).toEqual([['6A1', '6A2', '6A4']]);
});

describe('a La Poste parcel', () => {
  const reference = { system: 'la_poste', trackingNumber: '6A1' } as const;

  test('is told as La Poste has it', async () => {
    const { found } = await deliveries([], { '6A1': parcel }, reference);
    expect(found).toEqual([{ ...parcel, trackingNumber: '6A1', trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A1' }]);
  });

  test('that is unknown is none', async () => {
    expect((await deliveries([], {}, reference)).found).toEqual([]);
  });

  test('fails when La Poste fails', async () => {
    await expect(deliveries([], down, reference)).rejects.toBe(down);
  });
});

test.each([
  ['LA_POSTE_SUIVI', 'La Poste'],
  ['ROYAL_MAIL', 'Royal Mail'],
  ['MYHERMES', 'Evri'],
  ['COLIS_PRIVE', 'Colis Privé'],
  ['IT_POSTE_ITALIA', 'IT Poste Italia'],
  ['OTHER', 'Vélo Cargo'],
  ['constructor', 'constructor'],
  [undefined, 'Vélo Cargo'],
])('carrier %s is %s', (code, name) => {
  expect(carrierName(code, 'Vélo Cargo')).toBe(name);
});

test('a tracking page is a fixed https address with the number encoded', () => {
  const codes = [
    'LA_POSTE_SUIVI',
    'CHRONOPOST_FR',
    'UPS',
    'FEDEX',
    'USPS',
    'DHL',
    'DPD_FR',
    'UK_DPD',
    'ROYAL_MAIL',
    'MYHERMES',
    'COLIS_PRIVE',
  ];
  for (const code of codes) {
    const url = trackingPage(code, '6A 12-34');
    expect(url).toMatch(/^https:\/\/[\w.-]+\/\S*6A%2012-34$/);
    expect(trackingPage(code, 'a/../b?c&d#e"<')).toBeUndefined();
  }
  expect(trackingPage('OTHER', '1')).toBeUndefined();
  expect(trackingPage('UPS', '')).toBeUndefined();
  expect(trackingPage('constructor', '1')).toBeUndefined();
});
