import type { DemoCustomer } from '../../demo/start-demo-bank.ts';
import type { SimulatorCustomer } from '../simulator/simulator-customer.ts';

/** The one who is not linked, for trying the linking. */
const unlinked = 'demo-new';

const places = {
  FR: { fr: 'Comptes en euros', en: 'Accounts in euros' },
  GB: { fr: 'Comptes en livres', en: 'Accounts in pounds' },
  US: { fr: 'Comptes en dollars', en: 'Accounts in dollars' },
} as const;

const remarks: Readonly<Record<string, SimulatorCustomer['description']>> = {
  [unlinked]: { fr: 'pas encore de lien : essayez-le', en: 'not linked yet: try it' },
  'demo-overdrawn': { fr: 'à découvert', en: 'overdrawn' },
};

/** Whom a visitor of the simulator may be: the customers whom the embedded bank introduces, under the same ids. */
export function simulatorCustomers(customers: readonly DemoCustomer[]): readonly SimulatorCustomer[] {
  return customers.map(({ id, givenName, familyName, country, locale }, index) => {
    const remark = remarks[id];
    return {
      id,
      name: `${givenName} ${familyName}`,
      language: locale === 'fr-FR' ? 'fr' : 'en',
      locale,
      psid: String(2_000_000_000_000_001 + index),
      linked: id !== unlinked,
      description: {
        fr: [places[country].fr, remark?.fr].filter(Boolean).join(', '),
        en: [places[country].en, remark?.en].filter(Boolean).join(', '),
      },
    };
  });
}
