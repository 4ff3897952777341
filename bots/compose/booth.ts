import type { BoothPage } from '../booth/booth-page.ts';
import { balancePage } from '../booth/pages/balance-page.ts';
import { createErasePage, type ErasePageDeps } from '../booth/pages/erase-page.ts';
import { parcelsPage } from '../booth/pages/parcels-page.ts';
import { createPrivacyPage, type PrivacyPageDeps } from '../booth/pages/privacy-page.ts';
import { receiptPage, receiptsPage } from '../booth/pages/receipt-pages.ts';
import { transactionsPage } from '../booth/pages/transactions-page.ts';

export type BoothPagesDeps = PrivacyPageDeps & ErasePageDeps;

/** The pages of the booth, in the order of its navigation. */
export function boothPages(deps: BoothPagesDeps): readonly BoothPage[] {
  return [balancePage, transactionsPage, receiptsPage, receiptPage, parcelsPage, createPrivacyPage(deps), createErasePage(deps)];
}
