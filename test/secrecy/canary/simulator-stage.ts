import { pino } from 'pino';
import type { DisclosureLevel } from '../../../secrecy/grant.ts';
import { rawSqlite } from '../../support/raw-store.ts';
import { startApp } from '../../support/start-app.ts';
import { buttonsIn } from './buttons-in.ts';
import { canariesOf } from './customer-canaries.ts';
import { withoutMeasures } from './judge.ts';
import { createLedgerReader } from './ledger-reader.ts';
import type { Stage, StageCustomer } from './stage.ts';

const customerIds = ['demo-fr', 'demo-overdrawn', 'demo-gb', 'demo-us'] as const;

/** The simulator and its embedded bank, as `npm start` has them: what it answers is kept whole, its report of the turn included. */
export async function openSimulatorStage(): Promise<Stage> {
  let lines: string[] = [];
  const app = await startApp({ log: pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) }) });
  const { demo, store } = app.foundation;
  if (!demo) throw new TypeError('this needs the embedded bank');
  const customers: StageCustomer[] = [];
  for (const id of customerIds) {
    const canaries = await canariesOf({ demo, openBankingUrl: demo.openBankingUrl }, id);
    customers.push({ id, language: id === 'demo-gb' || id === 'demo-us' ? 'en' : 'fr', canaries });
  }
  const buttons = new Map<string, ReturnType<typeof buttonsIn>>();
  const levels = new Map<string, DisclosureLevel>();
  return {
    customers,
    async begin(id, level) {
      buttons.delete(id);
      levels.set(id, level);
    },
    async play(customer, move) {
      const pressed = move.kind === 'press' ? buttons.get(customer)?.[move.which] : undefined;
      const text = move.kind === 'say' ? move.text : 'plus';
      const disclosure = levels.get(customer);
      levels.delete(customer);
      const fresh = disclosure === undefined ? {} : { reset: true, disclosure };
      const answer = await app.say({ customer, ...(pressed ? { payload: pressed.payload } : { text }), ...fresh });
      const pressable = buttonsIn(answer.replies.map(({ message }) => JSON.stringify(message)));
      if (pressable.length > 0) buttons.set(customer, pressable);
      return {
        typed: pressed?.title ?? text,
        outputs: [
          { where: 'simulator', text: JSON.stringify(answer.replies) },
          { where: 'simulator', text: withoutMeasures(JSON.stringify(answer.trace)) },
        ],
        replies: answer.replies.length,
      };
    },
    takeLog() {
      const taken = lines;
      lines = [];
      return taken;
    },
    takeLedger: createLedgerReader(store.ledger),
    atRest: () => rawSqlite(app.dataDir).bytes(),
    stop: () => app.stop(),
  };
}
