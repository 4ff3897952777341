import type { CustomerAction } from '../../../bots/simulator/customer-action.ts';
import type { DirectSignIn } from '../../../demo/start-demo-bank.ts';
import { type RawStore, rawRedis, rawSqlite } from '../../support/raw-store.ts';
import { startRedis, type TestRedis } from '../../support/redis-server.ts';
import { buttonsIn } from './buttons-in.ts';
import { startCanaryBank } from './canary-bank.ts';
import { type CapturedPage, startCapturedPage } from './captured-page.ts';
import { canariesOf } from './customer-canaries.ts';
import { createLedgerReader } from './ledger-reader.ts';
import type { Move } from './random-dialogue.ts';
import type { Stage, StageCustomer } from './stage.ts';

/** Four who are introduced by the embedded bank, and five of its many. */
const customerIds = [
  'demo-fr',
  'demo-overdrawn',
  'demo-gb',
  'demo-us',
  'customer-1',
  'customer-20',
  'customer-300',
  'customer-4000',
  'customer-50000',
] as const;

export interface PageStage extends Stage {
  readonly page: CapturedPage;
  /** The page-scoped id of a customer. */
  psidOf(customerId: string): string;
}

export interface PageStageOptions {
  readonly store: 'sqlite' | 'redis';
  /** What every line of the log holds besides. */
  readonly mixin?: () => object;
}

/** Nobody else may have them, or finding them would prove nothing. */
function assertUnique(customers: readonly StageCustomer[]): void {
  const own = customers.flatMap(({ canaries }) => [...canaries.amounts, ...canaries.numbers, ...canaries.shops]);
  if (new Set(own).size !== own.length) throw new Error('two customers of the canary bank have a canary in common');
}

/** A Page and the canary bank. */
export async function openPageStage({ store, mixin }: PageStageOptions): Promise<PageStage> {
  const bank = await startCanaryBank(customerIds);
  const redis: TestRedis | undefined = store === 'redis' ? await startRedis({ args: ['--save', ''] }) : undefined;
  const environment = { ...bank.environment, ...(redis ? { REDIS_URL: redis.url } : {}) };
  const page = await startCapturedPage({ environment, ...(mixin ? { mixin } : {}) });
  const raw: RawStore = redis ? rawRedis(redis.url) : rawSqlite(page.app.dataDir);
  const signedIn = new Map<string, DirectSignIn>();
  const customers = await Promise.all(
    customerIds.map(async (id): Promise<StageCustomer> => {
      const customer = await bank.demo.signInDirectly(id);
      signedIn.set(id, customer);
      return { id, language: customer.locale?.startsWith('fr') ? 'fr' : 'en', canaries: await canariesOf(bank, id) };
    }),
  );
  assertUnique(customers);
  const buttons = new Map<string, ReturnType<typeof buttonsIn>>();
  const psidOf = (id: string): string => `77${String(customers.findIndex((customer) => customer.id === id)).padStart(14, '0')}`;

  function actionOf(id: string, move: Move): CustomerAction {
    const pressed = move.kind === 'press' ? buttons.get(id)?.[move.which] : undefined;
    return pressed ?? { kind: 'text', text: move.kind === 'say' ? move.text : 'plus' };
  }

  return {
    customers,
    page,
    psidOf,
    async begin(id, level) {
      const customer = signedIn.get(id);
      if (!customer) throw new RangeError(`there is no ${id}`);
      buttons.delete(id);
      bank.demo.cardServices.unfreezeAll(id);
      await page.begin(psidOf(id), customer, level);
    },
    async play(id, move) {
      const action = actionOf(id, move);
      const { requests } = await page.tell(psidOf(id), action);
      const pressable = buttonsIn(requests.map(({ body }) => body));
      if (pressable.length > 0) buttons.set(id, pressable);
      return {
        typed: 'text' in action ? action.text : 'title' in action ? action.title : '',
        outputs: requests.map(({ bytes }) => ({ where: 'meta', text: bytes })),
        replies: requests.filter(({ isMessage }) => isMessage).length,
      };
    },
    takeLog: page.takeLog,
    takeLedger: createLedgerReader(page.app.foundation.store.ledger),
    atRest: () => raw.bytes(),
    async stop() {
      await page.stop();
      await redis?.stop();
      await bank.stop();
    },
  };
}
