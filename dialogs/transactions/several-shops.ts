import type { SayExtras } from '../../engine/define-dialog.ts';
import { merchantsIn } from '../../engine/slots/merchant-list.ts';

interface OfShops {
  readonly merchant?: string | undefined;
}

/** The same question once for each shop that was named. */
export function eachShop<Asked extends OfShops>(asked: Asked): readonly Asked[] {
  const shops = merchantsIn(asked.merchant);
  return shops.length > 1 ? shops.map((merchant) => ({ ...asked, merchant })) : [asked];
}

/** "More" goes on with one list: under several of them it would not be known with which. */
export function withoutMore(extras: SayExtras = {}): SayExtras {
  const { next: _next, ...others } = extras;
  return others;
}
