import type { AnyDialog } from '../engine/define-dialog.ts';
import { balance } from './balance/dialog.ts';
import { deliveryDate } from './delivery-date/dialog.ts';
import { eraseData } from './erase-data/dialog.ts';
import { freezeCard } from './freeze-card/dialog.ts';
import { goodbye } from './goodbye/dialog.ts';
import { greeting } from './greeting/dialog.ts';
import { help } from './help/dialog.ts';
import { hideAmounts } from './hide-amounts/dialog.ts';
import { linkAccount } from './link-account/dialog.ts';
import { person } from './person/dialog.ts';
import { privacy } from './privacy/dialog.ts';
import { receiptLookup } from './receipt-lookup/dialog.ts';
import { reportFraud } from './report-fraud/dialog.ts';
import { stopAlerts } from './stop-alerts/dialog.ts';
import { thanks } from './thanks/dialog.ts';
import { transactions } from './transactions/dialog.ts';
import { unlinkAccount } from './unlink-account/dialog.ts';

/** Every dialog Guichet has: adding one is a line here. */
export const dialogCatalogue: readonly AnyDialog[] = [
  balance,
  transactions,
  receiptLookup,
  deliveryDate,
  freezeCard,
  reportFraud,
  linkAccount,
  unlinkAccount,
  eraseData,
  hideAmounts,
  stopAlerts,
  privacy,
  help,
  greeting,
  thanks,
  goodbye,
  person,
];
