import type { BoothPage } from '../booth/booth-page.ts';
import { balancePage } from '../booth/pages/balance-page.ts';
import { type CopyPagesDeps, createCopyPages } from '../booth/pages/copy-pages.ts';
import { createDocumentPages, type DocumentPagesDeps } from '../booth/pages/document-pages.ts';
import { createErasePage, type ErasePageDeps } from '../booth/pages/erase-page.ts';
import { parcelsPage } from '../booth/pages/parcels-page.ts';
import { createPrivacyPage, type PrivacyPageDeps } from '../booth/pages/privacy-page.ts';
import { receiptPage, receiptsPage } from '../booth/pages/receipt-pages.ts';
import { createSeenPage, type SeenPageDeps } from '../booth/pages/seen-page.ts';
import { transactionsPage } from '../booth/pages/transactions-page.ts';

export type BoothPagesDeps = PrivacyPageDeps & SeenPageDeps & CopyPagesDeps & ErasePageDeps & DocumentPagesDeps;

/** The pages of the booth, in the order of its navigation. */
export function boothPages(deps: BoothPagesDeps): readonly BoothPage[] {
  const privacyPages = [createPrivacyPage(deps), createSeenPage(deps), ...createCopyPages(deps), createErasePage(deps)];
  return [balancePage, transactionsPage, receiptsPage, receiptPage, parcelsPage, ...createDocumentPages(deps), ...privacyPages];
}
