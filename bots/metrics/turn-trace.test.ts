import { describe, expect, test } from '@jest/globals';
import { createLog } from '../log.ts';
import { createTurnTrace, traceIdOf } from './turn-trace.ts';

function logged(): { readonly lines: () => readonly Record<string, unknown>[]; readonly log: ReturnType<typeof createLog> } {
  let text = '';
  const log = createLog('info', { write: (line: string) => void (text += line) });
  return { log, lines: () => text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])) };
}

describe('the trace of a turn', () => {
  test('is on each of its lines and on no other', async () => {
    const { log, lines } = logged();
    const trace = createTurnTrace();
    const marked = trace.mark(log);
    marked.info({ a: 1 }, 'before');
    await Promise.all(
      ['m_1', 'm_2'].map((eventId) =>
        trace.follow(eventId, async () => {
          marked.info({ eventId }, 'first');
          await Promise.resolve();
          marked.child({ part: 'x' }).warn({ eventId }, 'second');
        }),
      ),
    );
    marked.info('after');
    const traces = lines().map((line) => [line['msg'], line['trace'], line['eventId']]);
    expect(traces).toEqual([
      ['before', undefined, undefined],
      ['first', traceIdOf('m_1'), 'm_1'],
      ['first', traceIdOf('m_2'), 'm_2'],
      ['second', traceIdOf('m_1'), 'm_1'],
      ['second', traceIdOf('m_2'), 'm_2'],
      ['after', undefined, undefined],
    ]);
  });

  test('leaves the last net in place: what slips into a line is scrubbed', () => {
    const { log, lines } = logged();
    const trace = createTurnTrace();
    trace.follow('m_1', () => trace.mark(log).warn({ reason: '4970101234567893' }, 'odd'));
    expect(lines().map((line) => [line['reason'], line['trace']])).toEqual([['[card]', traceIdOf('m_1')]]);
  });

  test('is the same in every process, and does not tell the event’s id', () => {
    expect(traceIdOf('m_canary')).toBe(traceIdOf('m_canary'));
    expect(traceIdOf('m_canary')).toMatch(/^[0-9a-f]{16}$/);
  });
});
