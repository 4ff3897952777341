import { describe, expect, test } from '@jest/globals';
import { register as globalRegistry } from 'prom-client';
import { createMetrics, type Metrics } from './metrics.ts';

/** Value of one line of the exposition; undefined where there is no such line. */
async function valueOf(metrics: Metrics, line: string): Promise<number | undefined> {
  const found = (await metrics.text()).split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

const create = (): Metrics => createMetrics({ dialogs: ['balance'] });

describe('the metrics', () => {
  test('count a turn by its dialog and the reader that decided', async () => {
    const metrics = create();
    metrics.turnEnded({ dialog: 'balance', source: 'classifier', events: ['started balance'], ms: 30 });
    metrics.turnEnded({ dialog: null, source: 'none', events: [], ms: 3 });
    expect(await valueOf(metrics, 'guichet_turns_total{dialog="balance",source="classifier"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_turns_total{dialog="none",source="none"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_turn_seconds_sum{dialog="balance"}')).toBeCloseTo(0.03);
    expect(await metrics.text()).not.toContain('guichet_turn_failures_total{');
  });

  test('count a turn that failed once, by its reason', async () => {
    const metrics = create();
    metrics.turnEnded({ dialog: 'balance', source: 'button', events: ['started balance', 'failed bank_unavailable'], ms: 9 });
    metrics.turnEnded({ dialog: null, source: 'none', events: ['failed internal'], ms: 9 });
    expect(await valueOf(metrics, 'guichet_turn_failures_total{dialog="balance",reason="bank_unavailable"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_turn_failures_total{dialog="none",reason="internal"}')).toBe(1);
  });

  test.each([
    ['a dialog', (metrics: Metrics) => metrics.turnEnded({ dialog: 'canary', source: 'plain', events: [], ms: 1 })],
    ['a reader', (metrics: Metrics) => metrics.turnEnded({ dialog: 'balance', source: 'canary', events: [], ms: 1 })],
    ['a reason', (metrics: Metrics) => metrics.turnEnded({ dialog: 'balance', source: 'plain', events: ['failed canary'], ms: 1 })],
    ['a system', (metrics: Metrics) => metrics.called({ system: 'canary', operation: 'balances', outcome: 200, ms: 1 })],
    ['an operation', (metrics: Metrics) => metrics.called({ system: 'sumup', operation: 'canary', outcome: 200, ms: 1 })],
    ['an outcome', (metrics: Metrics) => metrics.called({ system: 'sumup', operation: 'receipt', outcome: 'canary', ms: 1 })],
    ['a status', (metrics: Metrics) => metrics.called({ system: 'sumup', operation: 'receipt', outcome: 999, ms: 1 })],
  ])('count %s that nobody knows as other', async (_name, happen) => {
    const metrics = create();
    happen(metrics);
    const text = await metrics.text();
    expect(text).toContain('="other"');
    expect(text).not.toMatch(/canary|999/);
  });

  test.each([
    [200, 'accepted'],
    [400, 'bad_request'],
    [401, 'bad_signature'],
    [413, 'too_large'],
    [503, 'unavailable'],
    [500, 'failed'],
    [undefined, 'aborted'],
  ] as const)('say what an answer %s to Meta means', async (status, outcome) => {
    const metrics = create();
    metrics.webhookAnswered(status, 0.004);
    expect(await valueOf(metrics, `guichet_webhook_requests_total{outcome="${outcome}"}`)).toBe(1);
    expect(await valueOf(metrics, 'guichet_webhook_seconds_bucket{le="0.005"}')).toBe(1);
  });

  test('count what was taken out of a message once, however often it is delivered', async () => {
    const metrics = create();
    metrics.eventTakenIn({ door: 'messenger', outcome: 'accepted', redacted: ['card', 'iban'] });
    metrics.eventTakenIn({ door: 'messenger', outcome: 'duplicate', redacted: ['card', 'iban'] });
    expect(await valueOf(metrics, 'guichet_redactions_total{kind="card"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_events_total{door="messenger",outcome="duplicate"}')).toBe(1);
  });

  test('count sends by what is done about them, and never by code or id', async () => {
    const metrics = create();
    metrics.messageSent({ outcome: 'sent', messageId: 'm_canary' }, 0.2);
    const failure = {
      outcome: 'failed',
      action: 'stop_page',
      reason: 'token_invalid',
      scope: 'page',
      alarm: true,
      fbtraceId: 'canary',
    } as const;
    metrics.messageSent(failure, 0.1);
    metrics.alarmRaised(failure);
    metrics.messageSent({ outcome: 'unknown', reason: 'timeout' }, 10);
    expect(await valueOf(metrics, 'guichet_sends_total{outcome="sent",action="none"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_sends_total{outcome="failed",action="stop_page"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_sends_total{outcome="unknown",action="none"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_send_alarms_total{action="stop_page"}')).toBe(1);
    expect(await metrics.text()).not.toContain('canary');
  });

  test('ask for states when they are read', async () => {
    const metrics = create();
    let ready = true;
    expect(await valueOf(metrics, 'guichet_store_ready')).toBe(0);
    metrics.watch({
      storeReady: async () => ready,
      draining: () => !ready,
      pageStopped: () => false,
      quarantineSize: async () => {
        if (ready) return 2;
        throw new Error('the store is away');
      },
      ledgerLength: async () => 7,
      ledgerUnsignedMs: async () => 1_500,
      held: () => ({ active: 3, parked: 1 }),
    });
    expect(await valueOf(metrics, 'guichet_turns_held{state="parked"}')).toBe(1);
    expect(await valueOf(metrics, 'guichet_quarantine_size')).toBe(2);
    expect(await valueOf(metrics, 'guichet_ledger_length')).toBe(7);
    expect(await valueOf(metrics, 'guichet_ledger_signature_age_seconds')).toBe(1.5);
    expect([await valueOf(metrics, 'guichet_store_ready'), await valueOf(metrics, 'guichet_draining')]).toEqual([1, 0]);
    ready = false;
    expect([await valueOf(metrics, 'guichet_store_ready'), await valueOf(metrics, 'guichet_draining')]).toEqual([0, 1]);
    expect(await valueOf(metrics, 'guichet_quarantine_size')).toBeNaN();
  });

  test('are each application’s own', async () => {
    const [one, two] = [create(), create()];
    one.claimEnded('done');
    expect([await valueOf(one, 'guichet_claims_total{result="done"}'), await valueOf(two, 'guichet_claims_total{result="done"}')]).toEqual([
      1,
      undefined,
    ]);
    expect(globalRegistry.getMetricsAsArray()).toEqual([]);
  });

  test('tell of the process only where asked to', async () => {
    expect(await create().text()).not.toContain('nodejs_');
    const text = await createMetrics({ dialogs: [], process: true }).text();
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('nodejs_heap_size_used_bytes');
  });
});
