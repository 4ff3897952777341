import knownMerchants from '../readers/known-merchants.json' with { type: 'json' };
import { ordinaryNames } from '../readers/merchant-name.ts';

const escaped = knownMerchants
  .filter((name) => !ordinaryNames.has(name))
  .sort((first, second) => second.length - first.length)
  .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');
const known = new RegExp(`(?<![a-z0-9&'])(?:${escaped})(?![a-z0-9&])`, 'g');
/** Stands for any shop: what is wanted of one is wanted of all. */
const anyShop = 'shopname';

/** A folded text in which every well-known shop has the same name, for the classifier. */
export function withoutNames(folded: string): string {
  return folded.replace(known, anyShop);
}
