import { z } from 'zod';
import { holidayCountries } from '../handoff/holidays.ts';
import { type OpeningHours, readWeek } from '../handoff/opening-hours.ts';
import { address, list, text } from './config-values.ts';

const week = text.transform((value, context): OpeningHours['week'] => {
  try {
    return readWeek(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof RangeError ? error.message : 'cannot be read' });
    return z.NEVER;
  }
});

/** The variables of the desk; `.env.example` explains each. */
export const deskEnvironment = {
  DESK: z.enum(['on', 'off']).optional(),
  DESK_ISSUER: address.optional(),
  DESK_CLIENT_ID: text.optional(),
  DESK_CLIENT_SECRET: text.optional(),
  DESK_ROLES_CLAIM: text.default('roles'),
  DESK_HOURS: week.optional(),
  DESK_HOLIDAYS: list
    .pipe(z.array(z.enum([...holidayCountries, 'none'])))
    .transform((named) => holidayCountries.filter((country) => named.includes(country)))
    .optional(),
  DESK_CLOSED_ON: list.pipe(z.array(z.iso.date())).optional(),
  DESK_NAMES: z.enum(['on', 'off']).default('off'),
  DESK_PERSONAS: z.enum(['on', 'off']).default('off'),
  DESK_PERSONA_PICTURE: z.url({ protocol: /^https?$/ }).optional(),
};

type DeskEnvironment = z.infer<z.ZodObject<typeof deskEnvironment>>;

/** Whether there is a desk, who may sign in, and when it is staffed. */
export interface DeskSettings {
  readonly enabled: boolean;
  /** The identity provider of the bank's staff; the embedded one where absent. */
  readonly provider: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined;
  readonly rolesClaim: string;
  readonly hours: Omit<OpeningHours, 'timeZone'>;
  /** Whether customers see the first names of agents. */
  readonly showsNames: boolean;
  /** The picture beside an agent's name at Messenger; undefined: agents write under the Page's name. */
  readonly personaPicture: string | undefined;
}

const always = 'Mon-Sun 00:00-24:00';
const officeHours = 'Mon-Fri 09:00-18:00';

/**
 * With a real Page there is a desk where its identity provider is named; the demonstration always has one, and it is always open.
 * @param real whether a Page of Meta is served.
 */
export function deskSettings(e: DeskEnvironment, real: boolean): DeskSettings {
  const { DESK_ISSUER: issuer, DESK_CLIENT_ID: clientId, DESK_CLIENT_SECRET: clientSecret } = e;
  const provider =
    issuer !== undefined && clientId !== undefined && clientSecret !== undefined ? { issuer, clientId, clientSecret } : undefined;
  return {
    enabled: e.DESK === undefined ? provider !== undefined || !real : e.DESK === 'on',
    provider,
    rolesClaim: e.DESK_ROLES_CLAIM,
    hours: {
      week: e.DESK_HOURS ?? readWeek(real ? officeHours : always),
      holidays: e.DESK_HOLIDAYS ?? (real ? ['FR'] : []),
      closedOn: e.DESK_CLOSED_ON ?? [],
    },
    showsNames: e.DESK_NAMES === 'on',
    personaPicture: e.DESK_PERSONAS === 'on' ? e.DESK_PERSONA_PICTURE : undefined,
  };
}
