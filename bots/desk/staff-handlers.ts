import type { CannedReplies, Colleagues, DeskSession } from '../../desk/api/session.ts';
import cannedReplies from '../../desk/canned-replies.json' with { type: 'json' };
import { colleaguesOf } from '../../desk/standing.ts';
import { wallboardOf } from '../../desk/wallboard.ts';
import type { BankContact } from '../../dialogs/services.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import { languages } from '../../i18n/language.ts';
import { type DeskHandler, jsonAnswer } from './desk-request.ts';
import type { FeedFollower } from './follow-feed.ts';
import { csrfOf } from './staff-sessions.ts';

export interface StaffHandlersDeps {
  readonly follower: FeedFollower;
  readonly clock: OpeningClock;
  readonly contact: BankContact;
  readonly timeZone: string;
  readonly showsNames: boolean;
  readonly now: () => Date;
}

/** What is no conversation: who is signed in, who else is there, prepared answers, how things stand. */
export function createStaffHandlers({ follower: { board }, clock, contact, timeZone, showsNames, now }: StaffHandlersDeps) {
  const session: DeskHandler = async ({ session: { person, roles, endsAt }, secret }) => {
    const present = board.attendance().present.find((one) => one.person.id === person.id);
    const body: DeskSession = {
      agent: person,
      persona: showsNames ? person.name : null,
      roles,
      skills: present?.skills ?? [],
      languages: present?.languages ?? [...languages],
      csrf: csrfOf(secret),
      endsAt,
      bankName: contact.bankName,
      timeZone,
      now: now().toISOString(),
    };
    return jsonAnswer(body);
  };

  const colleagues: DeskHandler = async () => {
    const load = new Map(colleaguesOf(board).map((colleague) => [colleague.id, colleague.open]));
    const body: Colleagues = {
      colleagues: board.attendance().present.map(({ person, state, capacity, skills, languages: spoken }) => ({
        ...person,
        state,
        open: load.get(person.id) ?? 0,
        capacity,
        skills,
        languages: spoken,
      })),
    };
    return jsonAnswer(body);
  };

  const canned: DeskHandler = async ({ session: { person } }) => {
    const variables = {
      agent: person.name,
      bankName: contact.bankName,
      phone: contact.phone,
      hours: contact.hours.fr,
      hours_en: contact.hours.en,
    };
    const body = { replies: cannedReplies, variables };
    return jsonAnswer(body satisfies { replies: readonly object[]; variables: CannedReplies['variables'] });
  };

  const wallboard: DeskHandler = async () => jsonAnswer(wallboardOf(board, { clock, now: now(), midnight: clock.dayBegins(now()) }));

  return { session, colleagues, cannedReplies: canned, wallboard } as const;
}
