import { Gauge, type Registry } from 'prom-client';
import { inTime } from '../in-time.ts';
import type { HeldTurns } from '../turns/turn-runner.ts';

/** States that are asked for when somebody reads the metrics. */
export interface Watched {
  storeReady(): Promise<boolean>;
  draining(): boolean;
  pageStopped(): boolean;
  /** How many events are set aside. */
  quarantineSize(): Promise<number>;
  /** How many links the ledger has had. */
  ledgerLength(): Promise<number>;
  /** Milliseconds since the last signature; 0 where it covers everything. */
  ledgerUnsignedMs(): Promise<number>;
  held(): HeldTurns;
}

/** How several processes of one host add up to one figure. */
type Aggregator = 'min' | 'max' | 'sum';

interface State {
  readonly name: string;
  readonly help: string;
  readonly aggregator: Aggregator;
  read(watched: Watched): number | boolean | Promise<number | boolean>;
}

const states: readonly State[] = [
  {
    name: 'guichet_store_ready',
    help: '1 while the store takes and gives back a probe.',
    aggregator: 'min',
    read: (now) => now.storeReady(),
  },
  { name: 'guichet_draining', help: '1 from the signal to stop on.', aggregator: 'max', read: (now) => now.draining() },
  {
    name: 'guichet_page_stopped',
    help: '1 while Meta refuses the Page itself; replies wait in the outbox.',
    aggregator: 'max',
    read: (now) => now.pageStopped(),
  },
  {
    name: 'guichet_quarantine_size',
    help: 'Events that are set aside in the store, of all processes; NaN while the store does not say.',
    aggregator: 'max',
    read: (now) => now.quarantineSize(),
  },
  {
    name: 'guichet_ledger_length',
    help: 'Links of the ledger, those that were exported and dropped included; NaN while the store does not say.',
    aggregator: 'max',
    read: (now) => now.ledgerLength(),
  },
  {
    name: 'guichet_ledger_signature_age_seconds',
    help: 'Age of the last signature under the ledger while links follow it, 0 where none does; NaN while the store does not say.',
    aggregator: 'max',
    read: async (now) => (await now.ledgerUnsignedMs()) / 1_000,
  },
];

const patienceMs = 2_000;

/** NaN where it cannot be said now: one state that is unknown hides no other figure. */
async function valueOf(state: State, watched: Watched | undefined): Promise<number> {
  if (!watched) return 0;
  try {
    return Number(await inTime(Promise.resolve(state.read(watched)), patienceMs, () => new Error('takes too long')));
  } catch {
    return Number.NaN;
  }
}

/** Gauges that ask for their state when they are read; 0 before there is anything to ask. */
export function declareStates(registers: Registry[], watched: () => Watched | undefined): readonly Gauge[] {
  const gauges = states.map(
    (state) =>
      new Gauge({
        name: state.name,
        help: state.help,
        aggregator: state.aggregator,
        registers,
        async collect() {
          this.set(await valueOf(state, watched()));
        },
      }),
  );
  const held = new Gauge({
    name: 'guichet_turns_held',
    help: 'Conversations this process holds: active (running or waiting for their turn), parked (channel or store out of order).',
    labelNames: ['state'],
    registers,
    collect() {
      const { active = 0, parked = 0 } = watched()?.held() ?? {};
      this.set({ state: 'active' }, active);
      this.set({ state: 'parked' }, parked);
    },
  });
  return [...gauges, held];
}
