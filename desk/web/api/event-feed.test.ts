import { expect, test } from '@jest/globals';
import type { DeskEvent } from '../../api/events.ts';
import { type EventLine, followEvents } from './event-feed.ts';

function feed(after = '7') {
  const lines: { after: string; fire: (type: string, event?: object, readyState?: number) => void; closed: boolean }[] = [];
  const events: DeskEvent[] = [];
  const states: string[] = [];
  const later: { run: () => void; ms: number }[] = [];
  const stop = followEvents(
    {
      open: (from) => {
        const listeners = new Map<string, Parameters<EventLine['addEventListener']>[1]>();
        let state = 0;
        const line = {
          after: from,
          closed: false,
          fire(type: string, event: object = {}, readyState = 1) {
            state = readyState;
            listeners.get(type)?.(event);
          },
        };
        lines.push(line);
        return {
          get readyState() {
            return state;
          },
          close: () => void (line.closed = true),
          addEventListener: (type, listener) => void listeners.set(type, listener),
        };
      },
      later: (run, ms) => {
        later.push({ run, ms });
        return () => void later.splice(0);
      },
      onEvent: (event) => void events.push(event),
      onState: (state) => void states.push(state),
    },
    after,
  );
  return { lines, events, states, later, stop };
}

const gone = { data: '{"type":"gone","id":"c1"}', lastEventId: '9' };

test('begins behind the list, and comes back behind the last event it saw', () => {
  const { lines, events, states, later } = feed('7');
  expect(lines[0]?.after).toBe('7');
  lines[0]?.fire('open');
  lines[0]?.fire('gone', gone);
  lines[0]?.fire('error', {}, 2);
  later[0]?.run();
  expect(lines[1]?.after).toBe('9');
  expect(events).toEqual([{ type: 'gone', id: 'c1' }]);
  expect(states).toEqual(['connecting', 'open', 'lost']);
});

test('leaves to the browser what the browser does: a cut line is not opened a second time', () => {
  const { lines, later, states } = feed();
  lines[0]?.fire('error', {}, 0);
  expect([later.length, states.at(-1)]).toEqual([0, 'lost']);
});

test('asks less and less often where the server refuses', () => {
  const { lines, later } = feed();
  for (let turn = 0; turn < 6; turn += 1) {
    lines[turn]?.fire('error', {}, 2);
    later[turn]?.run();
  }
  expect(later.map(({ ms }) => ms)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
});

test('what it does not understand is a reason to load the list again', () => {
  const { lines, events } = feed();
  lines[0]?.fire('conversation', { data: '{"type":"conversation"}', lastEventId: '8' });
  expect(events).toEqual([{ type: 'resync' }]);
});

test('ends without coming back', () => {
  const { lines, later, stop } = feed();
  lines[0]?.fire('error', {}, 2);
  stop();
  expect([later.length, lines[0]?.closed]).toEqual([0, true]);
});
