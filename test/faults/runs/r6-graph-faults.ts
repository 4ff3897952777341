import { isTaken, type StubAnswer, type StubScript } from '../../support/graph-api-plan.ts';
import { type FaultRun, roundedQuantile, toReport, withSystem } from '../fault-run.ts';
import { startSystem } from '../harness/system.ts';

const forms = {
  short: { events: 1_600, perSecond: 100, customers: 500, callTimeoutMs: 1_000 },
  long: { events: 16_000, perSecond: 100, customers: 5_000, callTimeoutMs: 10_000 },
};

const warmUpSeconds = 5;

/** What becomes of a message when it is sent for the first time, of a hundred messages. */
const fates: readonly (readonly [number, StubAnswer])[] = [
  [10, { kind: 'error', status: 429, code: 613 }],
  [10, { kind: 'error', status: 400, code: 613 }],
  [5, { kind: 'error', status: 500, code: 2 }],
  [5, { kind: 'raw', status: 503, body: '<html>Service Unavailable</html>' }],
  [5, { kind: 'reset' }],
  [5, { kind: 'hang' }],
];

/** Echoes come late too. */
const echoAfterMs = { least: 20, most: 3_000 };

function fateOf(message: number): StubAnswer {
  // A fixed share of every hundred messages in a row, whatever their number.
  let place = (message * 37) % 100;
  for (const [share, answer] of fates) {
    if (place < share) return answer;
    place -= share;
  }
  return { kind: 'ok' };
}

/** Each message meets its fate once; when it is sent again, all is well. */
function createScript() {
  const seen = new Set<string>();
  const tally = { calls: 0, refused: 0 };
  const script: StubScript = (request) => {
    if (!('message' in request)) return undefined;
    tally.calls += 1;
    const { metadata } = request.message;
    const fate = seen.has(metadata) ? { kind: 'ok' as const } : fateOf(seen.size);
    seen.add(metadata);
    if (!isTaken(fate)) tally.refused += 1;
    return { ...fate, echoAfterMs: echoAfterMs.least + ((seen.size * 131) % (echoAfterMs.most - echoAfterMs.least)) };
  };
  return { script, tally, seen };
}

/** R6: Meta throttles, breaks down, breaks connections off after it has taken a message, and does not answer. */
export const graphFaults: FaultRun = {
  id: 'R6',
  title: 'Send API: 20 % 429/613, 10 % 5xx, 5 % taken and reset, 5 % without an answer',
  goal: '0 lost; <= 0.05 % of the messages twice; <= 1.3 calls a message; acknowledgement p99 <= 100 ms meanwhile',
  async run(form) {
    const { events, perSecond, customers, callTimeoutMs } = forms[form];
    return withSystem(startSystem({ callTimeoutMs }), async (system) => {
      const { script, tally, seen } = createScript();
      // Until the code is compiled and the connections are there.
      await system.generator.run({ count: warmUpSeconds * perSecond, perSecond, customers });
      const warmedUp = system.generator.ackMs.length;
      system.graph.follow(script);
      await system.generator.run({ count: events, perSecond, customers });
      const ackMs = system.generator.ackMs.slice(warmedUp);
      const verdict = await system.conclude({ customers, mostDuplicates: Math.ceil(events * 0.0005), patienceMs: 120_000 });
      return toReport(verdict, {
        'messages sent': seen.size,
        'calls a message': (tally.calls / seen.size).toFixed(3),
        'refused, so that another call was needed': tally.refused,
        'calls that were not needed': tally.calls - seen.size - tally.refused,
        'acknowledgement p50 ms': roundedQuantile(ackMs, 0.5),
        'acknowledgement p99 ms': roundedQuantile(ackMs, 0.99),
      });
    });
  },
};
