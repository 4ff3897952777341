import type { RunReport } from '../fault-run.ts';
import { type Product, type ProductOptions, startProduct } from './product.ts';
import { createTraffic, type Message, type Traffic } from './traffic.ts';

/** A product and what is written to it. */
export interface Stand {
  readonly product: Product;
  readonly traffic: Traffic;
}

/** Starts a product, uses it, and ends it whatever happened. */
export async function withProduct(options: ProductOptions, use: (stand: Stand) => Promise<RunReport>): Promise<RunReport> {
  const product = await startProduct(options);
  const traffic = createTraffic(product);
  try {
    return await use({ product, traffic });
  } finally {
    await traffic.close();
    await product.stop();
  }
}

/** A complaint where there are any, such as `3 messages were never answered`. */
export function unless(none: boolean, complaint: string): string[] {
  return none ? [] : [complaint];
}

/** With as many decimals as a reader wants. */
export function rounded(value: number): number {
  return Number(value.toPrecision(value >= 100 ? 6 : 3));
}

/** Those that were answered with one of these statuses. */
export function withStatus(messages: readonly Message[], ...statuses: readonly number[]): readonly Message[] {
  return messages.filter(({ status }) => statuses.includes(status));
}
