import { z } from 'zod';
import { encodeButton } from '../engine/button.ts';
import { driveOpen, type Said } from './drive.ts';
import type { Figures } from './figures.ts';
import { quantile } from './quantile.ts';
import type { Sizes } from './sizes.ts';
import { measureClosed, withStand } from './stand.ts';
import { startSubject } from './subject.ts';

/** Each of them answered in one turn. */
const says: readonly Said[] = [
  { scenario: 'balance', text: 'Quel est mon solde ?' },
  { scenario: 'receipt', text: 'le reçu de mon dernier achat chez Monoprix' },
  { scenario: 'delivery', text: 'Quand arrive mon colis ?' },
  { scenario: 'unknown', text: 'la girafe traverse la rivière' },
  { scenario: 'handoff', text: 'je veux parler à un conseiller' },
  { scenario: 'button', text: 'Opérations', payload: encodeButton({ kind: 'start', dialog: 'transactions' }) },
];

/** So many that nobody comes too often; a multiple of the scenarios, so that each customer always asks the same. */
const customers = 600;
const firstPsid = 500_000;
const psidOf = (serial: number): string => String(firstPsid + (serial % customers));

/** Whole banking turns: webhook, understanding, dialog, the embedded bank over HTTP, the gate, rendering, Send API; sign included. */
export async function measureBanking({ bankingTurns: turns, openSeconds: seconds }: Sizes): Promise<Figures> {
  const bank = await startSubject({ file: 'bench/subjects/embedded-bank.ts', environment: {} });
  const [printed = ''] = bank.printed.split('\n');
  const environment = {
    ...z.record(z.string(), z.string()).parse(JSON.parse(printed)),
    MESSENGER_VERIFY_TOKEN: 'bench',
    STORE_KEYS: Buffer.alloc(32, 1).toString('base64'),
    DISCLOSURE: 'shown',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: '0',
    PAGE: '1',
    CUSTOMERS: String(customers),
    FIRST_PSID: String(firstPsid),
    // A bench measures the work, not the limits.
    MOST_TURNS: '100000',
    MOST_EVENTS_PER_CUSTOMER: '0',
    MESSENGER_SENDS_PER_SECOND: '100000',
  };
  try {
    return await withStand({ system: 'guichet-bank', environment }, async (stand) => {
      const bankCpuMs = bank.cpuMs();
      const cost = await measureClosed(stand, { says, psidOf, lanes: 32, warmUp: turns / 2, turns });
      const bankPerTurn = (bank.cpuMs() - bankCpuMs) / (turns * 1.5);
      const { byScenario } = await driveOpen({ ...stand.driving, says, psidOf }, { perSecond: 50, seconds });
      const mix = [...byScenario].flatMap(([scenario, times]) => [
        [`mix.${scenario}.p50Ms`, quantile(times, 0.5)] as const,
        [`mix.${scenario}.p99Ms`, quantile(times, 0.99)] as const,
      ]);
      return {
        'banking.turnsPerSecond': cost.perSecond,
        'banking.cpuMs': cost.cpuMs,
        'banking.bankCpuMs': bankPerTurn,
        'banking.stateBytes': await stand.redis.meanLength('*:state:*'),
        'banking.perCoreSecond': 1_000 / cost.cpuMs,
        ...Object.fromEntries(mix),
      };
    });
  } finally {
    await bank.stop();
  }
}
