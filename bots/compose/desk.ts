import { standingFor } from '../../desk/standing.ts';
import type { HolidayCountry } from '../../handoff/holidays.ts';
import { createOpeningClock, type OpeningClock } from '../../handoff/opening-hours.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { Config } from '../config.ts';
import type { DeskWork } from '../desk/desk-work.ts';
import { createFeedFollower, type FeedFollower } from '../desk/follow-feed.ts';
import { createHandOverFacts, type HandOverFacts } from '../desk/hand-over-facts.ts';
import type { Log } from '../log.ts';
import type { Foundation } from './foundation.ts';

/** The desk's side of one process. */
export interface DeskParts {
  readonly follower: FeedFollower;
  readonly clock: OpeningClock;
  readonly facts: HandOverFacts;
  readonly tellDesk: (work: DeskWork) => Promise<void>;
}

export interface DeskPartsDeps {
  readonly foundation: Pick<Foundation, 'store' | 'links'>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Whose law starts the clocks of disputes and complaints: that of the bank's own holidays, or else of its time zone. */
function countryOf({ desk, timeZone }: Config): HolidayCountry {
  const [first] = desk.hours.holidays;
  if (first) return first;
  if (timeZone === 'Europe/London') return 'GB';
  return timeZone.startsWith('America/') ? 'US' : 'FR';
}

/** Writes what a turn tells the desk, and has it looked at here at once. */
function createTellDesk(desk: DeskStore, follower: FeedFollower): DeskParts['tellDesk'] {
  return async ({ change, outcome }) => {
    if (change) await desk.apply(change);
    if (outcome) await desk.conclude(outcome);
    follower.soon();
  };
}

/** Builds the desk; undefined where there is none, and the telephone is the answer. */
export function buildDesk(config: Config, { foundation, log, now }: DeskPartsDeps): DeskParts | undefined {
  if (!config.desk.enabled) return undefined;
  const { store, links } = foundation;
  const { contact, timeZone } = config;
  const follower = createFeedFollower({ desk: store.desk, ticks: () => performance.now(), log });
  const clock = createOpeningClock({ ...config.desk.hours, timeZone });
  const facts = createHandOverFacts({
    accessFor: (conversation) => links.accessFor(conversation),
    standing: (asked) => (follower.isFresh() ? standingFor(asked, { board: follower.board, clock, now: now() }) : undefined),
    contact,
    clock,
    country: countryOf(config),
    timeZone,
    now,
  });
  return { follower, clock, facts, tellDesk: createTellDesk(store.desk, follower) };
}
