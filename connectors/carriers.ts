import { lookUp } from './look-up.ts';

/** A carrier as a person knows it. */
interface Carrier {
  readonly name: string;
  /** Address of the carrier's own tracking page for one number; absent where it asks for more than the number. */
  readonly page?: (number: string) => string;
}

/** Whether La Poste's tracking service knows the carrier's parcels. */
const laPosteGroup: ReadonlySet<string> = new Set(['La Poste', 'Colissimo', 'Chronopost']);

const laPostePage = (number: string): string => `https://www.laposte.fr/outils/suivre-vos-envois?code=${number}`;
const dhlPage = (number: string): string => `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${number}`;
const upsPage = (number: string): string => `https://www.ups.com/track?tracknum=${number}`;
const fedexPage = (number: string): string => `https://www.fedex.com/fedextrack/?trknbr=${number}`;
const dpdFrPage = (number: string): string => `https://trace.dpd.fr/fr/trace/${number}`;
const dpdUkPage = (number: string): string => `https://track.dpd.co.uk/search?reference=${number}`;
const chronopostPage = (number: string): string => `https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=${number}`;

/** By PayPal's carrier codes (`carrier` of the shipment tracking API). */
const carriers: Readonly<Record<string, Carrier>> = {
  LA_POSTE_SUIVI: { name: 'La Poste', page: laPostePage },
  FR_COLIS: { name: 'Colissimo', page: laPostePage },
  COLISSIMO: { name: 'Colissimo', page: laPostePage },
  CHRONOPOST_FR: { name: 'Chronopost', page: chronopostPage },
  COLIS_PRIVE: { name: 'Colis Privé', page: (number) => `https://colisprive.com/moncolis/pages/detailColis.aspx?numColis=${number}` },
  FR_GLS: { name: 'GLS', page: (number) => `https://gls-group.com/FR/fr/suivi-colis?match=${number}` },
  DPD: { name: 'DPD' },
  DPD_FR: { name: 'DPD', page: dpdFrPage },
  UK_DPD: { name: 'DPD', page: dpdUkPage },
  DPD_LOCAL: { name: 'DPD Local', page: dpdUkPage },
  UPS: { name: 'UPS', page: upsPage },
  UPS_MAIL_INNOVATIONS: { name: 'UPS', page: upsPage },
  FEDEX: { name: 'FedEx', page: fedexPage },
  FEDEX_FR: { name: 'FedEx', page: fedexPage },
  FEDEX_UK: { name: 'FedEx', page: fedexPage },
  USPS: { name: 'USPS', page: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}` },
  DHL: { name: 'DHL', page: dhlPage },
  DHL_FR: { name: 'DHL', page: dhlPage },
  DHL_UK: { name: 'DHL', page: dhlPage },
  ROYAL_MAIL: { name: 'Royal Mail', page: (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}` },
  UK_PARCELFORCE: { name: 'Parcelforce', page: (number) => `https://www.parcelforce.com/track-trace?trackNumber=${number}` },
  MYHERMES: { name: 'Evri', page: (number) => `https://www.evri.com/track/parcel/${number}` },
  YODEL_DIR: { name: 'Yodel', page: (number) => `https://www.yodel.co.uk/tracking/${number}` },
  TNT_FR: { name: 'TNT' },
  AMAZON: { name: 'Amazon' },
};

function titleCase(code: string): string {
  return code
    .split('_')
    .map((word) => (word.length <= 3 ? word : word.charAt(0) + word.slice(1).toLowerCase()))
    .join(' ');
}

/** The carrier's name for a person: known ones by our list, others by what PayPal was told, else readable from the code. */
export function carrierName(code: string | undefined, otherName?: string): string {
  if (code === undefined || code === 'OTHER') return otherName ?? '';
  return lookUp(carriers, code)?.name ?? titleCase(code);
}

/** https address of the carrier's tracking page; only our own fixed templates, with the number encoded. */
export function trackingPage(carrierCode: string | undefined, trackingNumber: string): string | undefined {
  // What no carrier prints on a parcel gets no page: a number comes from outside.
  if (!/^[\w -]{1,40}$/.test(trackingNumber)) return undefined;
  return lookUp(carriers, carrierCode)?.page?.(encodeURIComponent(trackingNumber));
}

/** Whether La Poste can be asked for the parcel's expected day. */
export function isLaPosteGroup(carrierCode: string | undefined): boolean {
  return laPosteGroup.has(lookUp(carriers, carrierCode)?.name ?? '');
}
