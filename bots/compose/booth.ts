import type { BoothPage } from '../booth/booth-page.ts';
import { balancePage } from '../booth/pages/balance-page.ts';
import { parcelsPage } from '../booth/pages/parcels-page.ts';
import { receiptPage, receiptsPage } from '../booth/pages/receipt-pages.ts';
import { transactionsPage } from '../booth/pages/transactions-page.ts';

/** The pages of the booth, in the order of its navigation. */
export const boothPages: readonly BoothPage[] = [balancePage, transactionsPage, receiptsPage, receiptPage, parcelsPage];
