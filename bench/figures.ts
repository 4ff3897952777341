/** What was measured, by name; the same names go into the JSON. */
export type Figures = Readonly<Record<string, number>>;

interface Meaning {
  readonly unit: string;
  /** What the figure has to reach. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
  readonly what: string;
}

const perSecond = 'turns/s';
const ofProcessor = 'processor time of one turn';

/** Every figure. `<n>` stands for a number of conversations, `<scenario>` for a kind of message. */
const meanings: Readonly<Record<string, Meaning>> = {
  'machine.cores': { unit: '', what: 'cores of this machine: the driver, Redis and what is measured share them' },
  'bare.turnsPerSecond': { unit: perSecond, what: 'the bare floor, closed loop, one core' },
  'bare.cpuMs': { unit: 'ms', what: `${ofProcessor}, bare floor` },
  'botbuilder.ratioToBare': { unit: 'of floor', what: 'plain botbuilder on restify, last write wins' },
  'botbuilder.cpuMs': { unit: 'ms', what: `${ofProcessor}, plain botbuilder` },
  'turn.perSecond': { unit: perSecond, what: 'Guichet with a dialog that counts; one POST a turn, like the floor' },
  'turn.ratioToBare': { unit: 'of floor', target: { atLeast: 0.5 }, what: 'the same, to the floor' },
  'turn.cpuMs': { unit: 'ms', what: ofProcessor },
  'turn.cpuRatioToBare': { unit: 'of floor', what: 'processor time of the floor to ours' },
  'turn.perSecondWithSign': { unit: perSecond, what: 'as Guichet runs: “seen” and “typing” at once, three POSTs a turn' },
  'turn.ratioToBareWithSign': { unit: 'of floor', what: 'the same, to the floor' },
  'turn.cpuMsWithSign': { unit: 'ms', what: ofProcessor },
  'turn.redisRoundTrips': { unit: 'a turn', target: { atMost: 3 }, what: 'round trips to Redis' },
  'turn.redisMs': { unit: 'ms', what: 'time of a turn inside of Redis' },
  'memory.rssMb': { unit: 'MB', what: 'resident memory of the process after the closed loop' },
  'fixed.p50Ms': { unit: 'ms', what: 'message posted to answer at the Graph API, 200 a second' },
  'fixed.p99Ms': { unit: 'ms', what: '' },
  'fixed.p999Ms': { unit: 'ms', what: '' },
  'ack.p50Ms': { unit: 'ms', target: { atMost: 10 }, what: 'message posted to acknowledgement, 200 a second' },
  'ack.p99Ms': { unit: 'ms', target: { atMost: 50 }, what: '' },
  'ack.p999Ms': { unit: 'ms', what: '' },
  'half.perSecond': { unit: perSecond, what: 'half load: half of what the closed loop came to, sign included' },
  'turn.p50Ms': { unit: 'ms', what: 'message posted to answer at the Graph API, half load' },
  'turn.p99Ms': { unit: 'ms', target: { atMost: 25 }, what: '' },
  'turn.p999Ms': { unit: 'ms', what: '' },
  'growth.cpuMs<n>': { unit: 'ms', what: `${ofProcessor}, Redis included, with <n> conversations present` },
  'growth.p50Ms<n>': { unit: 'ms', what: 'message posted to answer, closed loop, <n> conversations present' },
  'growth.redisBytes1e6': { unit: 'bytes', target: { atMost: 1.5e9 }, what: 'Redis with a million idle conversations' },
  'growth.redisBytes<n>': { unit: 'bytes', what: 'Redis with <n> idle conversations' },
  'growth.costRatio': { unit: '×', target: { atMost: 1.1 }, what: 'cost of a turn, most conversations to fewest' },
  'memory.perConversationBytes': { unit: 'bytes', what: 'of Redis for an idle conversation whose state is 1 000 bytes' },
  'memory.perMessageIdBytes': { unit: 'bytes', what: 'of Redis for each message of the last 48 hours (its id, so that none counts twice)' },
  'processes.ratio2to1': { unit: '×', target: { atLeast: 1.8 }, what: 'two processes to one, on the cores there are' },
  'processes.cpuRatio2to1': { unit: '×', what: 'the same by processor time of a turn: what cores enough would give' },
  'cluster.ratio': { unit: '×', what: 'a cluster of three masters to one Redis, turns/s' },
  'cluster.cpuMs': { unit: 'ms', what: `${ofProcessor} with the cluster` },
  'cluster.cpuRatio': { unit: '×', what: 'processor time of a turn with one Redis to that with the cluster' },
  'cluster.redisRoundTrips': { unit: 'a turn', target: { atMost: 3 }, what: 'round trips to the cluster' },
  'banking.turnsPerSecond': { unit: perSecond, target: { atLeast: 500 }, what: 'whole banking turns, one core of ours, bank on another' },
  'banking.cpuMs': { unit: 'ms', what: ofProcessor },
  'banking.bankCpuMs': { unit: 'ms', what: 'processor time of the embedded bank for one turn, in a process of its own' },
  'banking.perCoreSecond': { unit: perSecond, what: 'turns for a second of processor time' },
  'banking.stateBytes': { unit: 'bytes', what: 'of the state of a conversation after these turns, as stored' },
  'mix.<scenario>.p50Ms': { unit: 'ms', what: '<scenario>: message posted to first answer, 50 a second' },
  'mix.<scenario>.p99Ms': { unit: 'ms', what: '' },
  'start.readyMs': { unit: 'ms', what: 'npm start to ready' },
  'start.firstAnswerMs': { unit: 'ms', what: 'npm start to first answer' },
  'simulator.turnP50Ms': { unit: 'ms', what: 'a banking turn in the simulator, one after the other' },
  'simulator.turnP95Ms': { unit: 'ms', what: '' },
};

const patterns = Object.entries(meanings).map(([name, meaning]) => {
  const pattern = name.replaceAll('.', '\\.').replace(/<n>|<scenario>/, '(\\w+)');
  return { meaning, pattern: new RegExp(`^${pattern}$`) };
});

/** What a figure means, and what stands for `<…>` in its name. */
function meaningOf(name: string): { readonly meaning: Meaning; readonly stands: string } {
  for (const { meaning, pattern } of patterns) {
    const match = pattern.exec(name);
    if (match) return { meaning, stands: match[1] ?? '' };
  }
  throw new TypeError(`the figure ${name} has no meaning`);
}

function printValue(value: number, unit: string): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value.toFixed(value < 1 && unit === 'ms' ? 3 : 2);
}

function judge(value: number, { target, unit }: Meaning): string {
  if (!target) return '';
  const [sign, bound, met] =
    'atLeast' in target ? ['≥', target.atLeast, value >= target.atLeast] : ['≤', target.atMost, value <= target.atMost];
  return `${sign} ${printValue(bound, unit)} ${met ? 'met' : 'MISSED'}`;
}

/** The figures as a table, in their own order, with units, and targets beside them. @throws TypeError for a figure without a meaning. */
export function printFigures(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, value]) => {
      const { meaning, stands } = meaningOf(name);
      const what = meaning.what.replace('<n>', stands).replace('<scenario>', stands);
      const cells = [
        name.padEnd(28),
        printValue(value, meaning.unit).padStart(13),
        meaning.unit.padEnd(8),
        judge(value, meaning).padEnd(22),
      ];
      return `${`${cells.join(' ')} ${what}`.trimEnd()}\n`;
    })
    .join('');
}
