import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReceiptRef } from '../../../connectors/domain/transaction.ts';
import type { ReceiptSource } from '../../../connectors/ports/receipt-source.ts';
import type { Money } from '../../../i18n/money.ts';
import { isSealed, openSealed } from '../../../secrecy/sealed.ts';

/** An implementation with one purchase that has a receipt with lines. */
export interface ReceiptSourceStage {
  readonly source: ReceiptSource;
  readonly known: ReceiptRef;
  /** What the card was charged for that purchase, positive. */
  readonly paid: Money;
  close(): Promise<void>;
}

/** What every ReceiptSource does. */
export function describeReceiptSource(name: string, setUp: () => Promise<ReceiptSourceStage>): void {
  describe(`${name} as a ReceiptSource`, () => {
    let stage: ReceiptSourceStage;
    beforeAll(async () => {
      stage = await setUp();
    });
    afterAll(() => stage.close());

    test('gives the receipt of a purchase, whose figures add up to what was paid', async () => {
      const sealed = await stage.source.findReceipt(stage.known);
      if (!sealed) throw new Error('the receipt is missing');
      const receipt = openSealed(sealed);
      expect(receipt.total).toEqual(stage.paid);
      expect(receipt.number).toMatch(/\S/);
      expect(receipt.merchant).toMatch(/\S/);
      expect(new Date(receipt.issuedAt).toISOString()).toBe(receipt.issuedAt);
      expect(receipt.lines.length).toBeGreaterThan(0);
      const sum = (list: readonly (Money | undefined)[]): bigint => list.reduce((total, money) => total + (money?.minor ?? 0n), 0n);
      const taxes = sum(receipt.taxes.map((tax) => tax.amount));
      const lines = sum([...receipt.lines.map((line) => line.total), receipt.shipping, receipt.tip]);
      // Prices with their taxes, or taxes printed apart.
      expect([lines, lines + taxes]).toContain(receipt.total.minor);
      if (receipt.subtotal) expect(sum([receipt.subtotal, receipt.shipping, receipt.tip]) + taxes).toBe(receipt.total.minor);
      expect(receipt.paymentMethod ?? '').not.toMatch(/\d{5}/);
    });

    test('has none for a purchase that is not known', async () => {
      expect(await stage.source.findReceipt({ ...stage.known, transactionId: '00000000-0000-4000-8000-000000000000' })).toBeUndefined();
    });

    test('seals what it returns', async () => {
      const sealed = await stage.source.findReceipt(stage.known);
      expect(isSealed(sealed)).toBe(true);
      expect(JSON.stringify(sealed)).toBe('"[sealed receipt]"');
    });
  });
}
