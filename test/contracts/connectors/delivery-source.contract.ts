import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveryStatuses } from '../../../connectors/domain/delivery.ts';
import type { DeliveryRef } from '../../../connectors/domain/transaction.ts';
import type { DeliverySource } from '../../../connectors/ports/delivery-source.ts';
import { isSealed, openSealed } from '../../../secrecy/sealed.ts';

/** An implementation that knows parcels behind each of the references. */
export interface DeliverySourceStage {
  readonly source: DeliverySource;
  readonly known: readonly DeliveryRef[];
  readonly unknown: readonly DeliveryRef[];
  close(): Promise<void>;
}

/** What every DeliverySource does. */
export function describeDeliverySource(name: string, setUp: () => Promise<DeliverySourceStage>): void {
  describe(`${name} as a DeliverySource`, () => {
    let stage: DeliverySourceStage;
    beforeAll(async () => {
      stage = await setUp();
    });
    afterAll(() => stage.close());

    test('finds the parcels behind a reference', async () => {
      expect(stage.known.length).toBeGreaterThan(0);
      for (const reference of stage.known) {
        const parcels = (await stage.source.findDeliveries(reference)).map((sealed) => openSealed(sealed));
        expect(parcels.length).toBeGreaterThan(0);
        for (const parcel of parcels) {
          expect(deliveryStatuses).toContain(parcel.status);
          expect(parcel.carrier).toMatch(/\S/);
          if (parcel.trackingUrl !== undefined) expect(new URL(parcel.trackingUrl).protocol).toBe('https:');
          if (parcel.expected) expect(parcel.expected.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          const at = parcel.events.map((event) => event.at);
          expect(at).toEqual(at.toSorted((one, other) => other.localeCompare(one)));
        }
      }
    });

    test('finds none behind a reference that nobody knows', async () => {
      for (const reference of stage.unknown) expect(await stage.source.findDeliveries(reference)).toEqual([]);
    });

    test('seals what it returns', async () => {
      for (const reference of stage.known) {
        expect((await stage.source.findDeliveries(reference)).every((value) => isSealed(value))).toBe(true);
      }
    });
  });
}
