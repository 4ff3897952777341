import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CardControl } from '../../../connectors/ports/card-control.ts';
import type { CustomerAccess } from '../../../connectors/ports/customer-access.ts';
import type { FraudReporting, PaymentId } from '../../../connectors/ports/fraud-report.ts';
import { isSealed, openSealed, type Sealed } from '../../../secrecy/sealed.ts';

/** An implementation whose customer has two cards, both active. */
export interface CardServicesStage {
  readonly services: CardControl & FraudReporting;
  readonly customer: CustomerAccess;
  /** Another customer of the same bank. */
  readonly stranger: CustomerAccess;
  /** A payment of the customer. */
  readonly payment: Sealed<'transaction', PaymentId>;
  /** Keys of what was really carried out, each time it was. */
  carriedOut(): readonly string[];
  close(): Promise<void>;
}

const key = (nth: number): string => `key-of-operation-${nth}`;

/** What every CardControl with FraudReporting does. */
export function describeCardServices(name: string, setUp: () => Promise<CardServicesStage>): void {
  describe(`${name} as CardControl and FraudReporting`, () => {
    let stage: CardServicesStage;
    beforeAll(async () => {
      stage = await setUp();
    });
    afterAll(() => stage.close());
    const states = async (): Promise<readonly string[]> =>
      (await stage.services.listCards(stage.customer)).map(({ state }) => openSealed(state));

    test('lists cards with four digits at most, sealed', async () => {
      const cards = await stage.services.listCards(stage.customer);
      expect(cards).toHaveLength(2);
      for (const { label, ref } of cards) {
        expect(isSealed(label)).toBe(true);
        expect(openSealed(label)).toMatch(/^\D* ···· \d{4}$/);
        expect(ref).not.toContain(openSealed(label).slice(-4));
      }
      expect(await states()).toEqual(['active', 'active']);
    });

    test('finds a card by its last digits, and shows all where none fits', async () => {
      const [, second] = await stage.services.listCards(stage.customer);
      const last4 = second && openSealed(second.label).slice(-4);
      expect((await stage.services.listCards(stage.customer, { last4 })).map(({ ref }) => ref)).toEqual([second?.ref]);
      expect(await stage.services.listCards(stage.customer, { last4: '0000' })).toHaveLength(2);
    });

    test('knows of no operation before it was asked', async () => {
      expect(await stage.services.freezeByKey(stage.customer, key(1))).toBeUndefined();
      expect(await stage.services.reportByKey(stage.customer, key(1))).toBeUndefined();
    });

    test('freezes one card once for a key, and says so when asked', async () => {
      const [first] = await stage.services.listCards(stage.customer);
      const target = { which: 'card', ref: first?.ref ?? '' } as const;
      expect(await stage.services.freeze(stage.customer, target, key(1))).toEqual({ outcome: 'done' });
      expect(await stage.services.freeze(stage.customer, target, key(1))).toEqual({ outcome: 'done' });
      expect(await stage.services.freezeByKey(stage.customer, key(1))).toEqual({ outcome: 'done' });
      expect(stage.carriedOut().filter((one) => one === key(1))).toHaveLength(1);
      expect(await states()).toEqual(['frozen', 'active']);
    });

    test('tells nobody else of the operation', async () => {
      expect(await stage.services.freezeByKey(stage.stranger, key(1))).toBeUndefined();
    });

    test('refuses to freeze what the customer does not have', async () => {
      expect(await stage.services.freeze(stage.customer, { which: 'card', ref: 'somebody-else' }, key(2))).toEqual({ outcome: 'refused' });
      expect(await stage.services.freezeByKey(stage.customer, key(2))).toEqual({ outcome: 'refused' });
    });

    test('freezes all cards, those frozen already included', async () => {
      expect(await stage.services.freeze(stage.customer, { which: 'all' }, key(3))).toEqual({ outcome: 'done' });
      expect(await states()).toEqual(['frozen', 'frozen']);
    });

    test('opens one case for a key, with a reference that can be said', async () => {
      const first = await stage.services.report(stage.customer, { payment: stage.payment }, key(4));
      expect(first).toEqual({ outcome: 'done', reference: expect.stringMatching(/^[A-Z0-9-]{4,24}$/) });
      expect(await stage.services.report(stage.customer, { payment: stage.payment }, key(4))).toEqual(first);
      expect(await stage.services.reportByKey(stage.customer, key(4))).toEqual(first);
      expect(stage.carriedOut().filter((one) => one === key(4))).toHaveLength(1);
    });

    test('opens a case without a payment, too', async () => {
      expect(await stage.services.report(stage.customer, {}, key(5))).toMatchObject({ outcome: 'done' });
    });
  });
}
