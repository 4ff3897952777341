import { describe, expect, test } from '@jest/globals';
import { createPageGate } from './page-gate.ts';
import type { SendFailure, SendOutcome } from './send-outcome.ts';

const sent: SendOutcome = { outcome: 'sent', messageId: 'm_1' };
const silence: SendOutcome = { outcome: 'unknown', reason: 'timeout' };
const failure = (change: Partial<SendFailure>): SendFailure => ({
  outcome: 'failed',
  action: 'never',
  reason: 'bad_request',
  scope: 'message',
  alarm: false,
  ...change,
});
const refused = failure({ action: 'stop_page', reason: 'token_invalid', scope: 'page', alarm: true });
const unreachable = failure({ action: 'retry', reason: 'unreachable', scope: 'page' });
const throttled = failure({ action: 'wait', reason: 'throttled', scope: 'page' });

function gateAt() {
  const clock = { at: 0 };
  return { clock, gate: createPageGate({ ticks: () => clock.at, silentMs: 5_000, stoppedMs: 60_000 }) };
}

describe('a Page that Meta refuses', () => {
  test('stops, and tells so once', () => {
    const { gate } = gateAt();
    expect([gate.pass(), gate.stopped]).toEqual(['open', false]);
    expect([gate.note(refused, 'open'), gate.note(refused, 'open')]).toEqual(['stopped', 'none']);
    expect([gate.pass(), gate.stopped, gate.resting]).toEqual(['shut', true, true]);
  });

  test('is tried once a minute, by one reply', () => {
    const { gate, clock } = gateAt();
    gate.note(refused, 'open');
    clock.at = 59_999;
    expect(gate.pass()).toBe('shut');
    clock.at = 60_000;
    expect([gate.pass(), gate.pass()]).toEqual(['probe', 'shut']);
    expect(gate.note(refused, 'probe')).toBe('none');
    clock.at = 119_999;
    expect(gate.pass()).toBe('shut');
    clock.at = 120_000;
    expect(gate.pass()).toBe('probe');
    expect(gate.note(sent, 'probe')).toBe('reopened');
    expect([gate.pass(), gate.stopped, gate.resting]).toEqual(['open', false, false]);
    expect(gate.note(refused, 'open')).toBe('stopped');
  });

  test.each([
    ['a probe that Meta refuses for its own sake', failure({ reason: 'person_unavailable', scope: 'person' }), false],
    ['a probe without an answer', silence, true],
    ['a probe that is throttled', throttled, true],
  ])('goes on or not after %s', (_what, outcome, stopped) => {
    const { gate, clock } = gateAt();
    gate.note(refused, 'open');
    clock.at = 60_000;
    gate.note(outcome, gate.pass());
    expect(gate.stopped).toBe(stopped);
  });

  test('is not opened by what was under way before', () => {
    const { gate } = gateAt();
    gate.note(refused, 'open');
    expect(gate.note(sent, 'open')).toBe('none');
    gate.echoed();
    expect(gate.stopped).toBe(true);
  });
});

describe('a Meta that does not answer', () => {
  test.each([
    ['no answer', silence],
    ['no connection', unreachable],
  ])('is left in peace after five sendings in a row with %s, and tried every five seconds', (_what, outcome) => {
    const { gate, clock } = gateAt();
    for (let count = 0; count < 4; count += 1) gate.note(outcome, 'open');
    expect(gate.pass()).toBe('open');
    expect(gate.note(outcome, 'open')).toBe('none');
    expect([gate.pass(), gate.resting, gate.stopped]).toEqual(['shut', true, false]);
    clock.at = 5_000;
    expect([gate.pass(), gate.pass()]).toEqual(['probe', 'shut']);
    gate.note(outcome, 'probe');
    clock.at = 10_000;
    expect(gate.pass()).toBe('probe');
    expect(gate.note(sent, 'probe')).toBe('none');
    expect(gate.pass()).toBe('open');
  });

  test('is not one that answers now and then', () => {
    const { gate } = gateAt();
    for (let count = 0; count < 20; count += 1) gate.note(count % 5 === 4 ? sent : silence, 'open');
    expect(gate.pass()).toBe('open');
  });

  test('is not left in peace where its echoes come', () => {
    const { gate } = gateAt();
    for (let count = 0; count < 4; count += 1) gate.note(silence, 'open');
    gate.echoed();
    gate.note(silence, 'open');
    expect(gate.pass()).toBe('open');
    for (let count = 0; count < 4; count += 1) gate.note(silence, 'open');
    expect([gate.isShut(), gate.pass()]).toEqual([true, 'shut']);
    gate.echoed();
    expect([gate.isShut(), gate.pass()]).toEqual([false, 'open']);
  });

  test('can still refuse the Page', () => {
    const { gate, clock } = gateAt();
    for (let count = 0; count < 5; count += 1) gate.note(silence, 'open');
    clock.at = 5_000;
    expect(gate.note(refused, gate.pass())).toBe('stopped');
    clock.at = 10_000;
    expect(gate.pass()).toBe('shut');
  });
});
