import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { createBoard } from '../../desk/board.ts';
import { createOpeningClock, readWeek } from '../../handoff/opening-hours.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import { listen } from '../../test/support/listen.ts';
import { until } from '../../test/support/until.ts';
import { createDeskStreams, type DeskListener, type DeskStreams } from './event-streams.ts';

const clock = createOpeningClock({ timeZone: 'Europe/Paris', week: readWeek('Mon-Sun 00:00-24:00'), holidays: [], closedOn: [] });
const nothingNew = { events: [], oldest: 0, last: 0 } as const;
const signedIn = async (): Promise<boolean> => true;

let server: Server;
let streams: DeskStreams;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

interface Scene {
  readonly feed?: DeskStore['feed'];
  readonly listener?: Partial<DeskListener>;
  readonly mostStreams?: number;
}

/** A server whose every request is a page that listens; told of each line that is closed. */
async function open({ feed = async () => nothingNew, listener = {}, mostStreams = 500 }: Scene) {
  const happened: string[] = [];
  streams = createDeskStreams({
    desk: { feed },
    follower: {
      board: createBoard(),
      isFresh: () => true,
      soon: () => undefined,
      listen: () => () => undefined,
      onAttendance: () => () => undefined,
      watch: () => () => undefined,
      start: () => undefined,
      stop: async () => undefined,
    },
    clock,
    now: () => new Date(),
    heartbeatMs: 10,
    mostStreams,
  });
  server = createServer((_request, response) => {
    response.once('close', () => happened.push('closed'));
    response.once('error', () => happened.push('error'));
    void streams.open(response, { agent: 'a', after: undefined, isSignedIn: signedIn, ...listener }).then(() => happened.push('opened'));
  });
  return { url: await listen(server), happened };
}

test('a page that leaves while it catches up takes no place', async () => {
  const asked = Promise.withResolvers<typeof nothingNew>();
  const { url, happened } = await open({ feed: () => asked.promise, listener: { after: 0 }, mostStreams: 1 });
  const leaving = new AbortController();
  const response = await fetch(url, { signal: leaving.signal });
  expect(response.status).toBe(200);
  leaving.abort();
  await until(async () => happened.includes('closed') || undefined);
  asked.resolve(nothingNew);
  await until(async () => happened.includes('opened') || undefined);
  expect(streams.full).toBe(false);
});

test('a page that stays takes one, and gives it back', async () => {
  const { url, happened } = await open({ mostStreams: 1 });
  const leaving = new AbortController();
  await fetch(url, { signal: leaving.signal });
  await until(async () => streams.full || undefined);
  leaving.abort();
  await until(async () => happened.includes('closed') || undefined);
  expect(streams.full).toBe(false);
});

test('a page whose session has ended is told so once, and nothing after it', async () => {
  const { url, happened } = await open({ listener: { isSignedIn: async () => false } });
  const told = await (await fetch(url)).text();
  expect(told.match(/event: \w+/g)).toEqual(['event: signed_out']);
  expect(happened).toEqual(['opened', 'closed']);
});
