import { setTimeout as wait } from 'node:timers/promises';
import type { CommittedTurn } from '../../../store/port.ts';
import { comparePairs, openPairStage, type PairReport, type PairStage } from './compare-pairs.ts';
import { bucketsApart } from './pair-timing.ts';
import { type Known, type PlantedLeak, plantInCommit } from './planted-leaks.ts';

/** What of a customer a leak turns into a number: stands for a balance. */
type Secret = (customerId: string) => number;

/** A leak that holds no canary: only beside another customer it shows. */
interface PairLeak {
  readonly what: string;
  readonly inBody?: (secret: number) => PlantedLeak['inBody'];
  readonly delayMs?: (secret: number) => number;
  readonly found: (report: PairReport) => number;
}

const differing = ({ differences }: PairReport): number => differences.length;
const balanceOf: Secret = (customerId) => Array.from(customerId).reduce((sum, sign) => sum + sign.charCodeAt(0) * 7, 0);

/** All of the same length. */
const words = ['merci', 'voilà', 'alors', 'tenez', 'enfin'] as const;

const pairLeaks: readonly PairLeak[] = [
  { what: 'the length of a text', inBody: (secret) => (body) => body.text((text) => text + ' '.repeat(secret % 11)), found: differing },
  {
    what: 'the choice of a word',
    inBody: (secret) => (body) => body.text((text) => `${text} ${words[secret % words.length]}`),
    found: differing,
  },
  {
    what: 'an id that looks like any other',
    inBody: (secret) => (body) => body.metadata(`${secret.toString(16).padStart(8, '0')}-0000-4000-8000-000000000001`),
    found: differing,
  },
  { what: 'how long an answer takes', delayMs: (secret) => (secret % 5) * 60, found: bucketsApart },
];

const nothingKnown: Known = { minor: '', payment: '', number: '', name: '', shop: '', other: { minor: '', shop: '' }, dataDir: '' };

/** Lets one leak in, for whoever talks now. */
function bug({ page: { app } }: PairStage) {
  const { conversations } = app.foundation.store;
  const commit = conversations.commit.bind(conversations);
  const plot: { leak: PairLeak | undefined; secret: number } = { leak: undefined, secret: 0 };
  Object.assign(conversations, {
    async commit(claim: Parameters<typeof commit>[0], turn: CommittedTurn) {
      const { leak, secret } = plot;
      if (!leak) return commit(claim, turn);
      await wait(leak.delayMs?.(secret) ?? 0);
      const inBody = leak.inBody?.(secret);
      return commit(claim, inBody ? await plantInCommit({ what: leak.what, inBody }, nothingKnown, turn) : turn);
    },
  });
  return plot;
}

/** How much of each leak is found by comparing a few pairs. */
export async function pairLeaksFound(): Promise<readonly { readonly what: string; readonly found: number }[]> {
  const stage = await openPairStage();
  const plot = bug(stage);
  try {
    const found: { what: string; found: number }[] = [];
    for (const [index, leak] of pairLeaks.entries()) {
      plot.leak = leak;
      const onCustomer = (id: string): void => void (plot.secret = balanceOf(id));
      const report = await comparePairs(stage, { pairs: 4, length: 2, seed: 100 * index + 1, onCustomer });
      found.push({ what: leak.what, found: leak.found(report) });
    }
    return found;
  } finally {
    await stage.stop();
  }
}
