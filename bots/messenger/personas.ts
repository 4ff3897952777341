import { z } from 'zod';
import type { RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';
import type { SendApi } from './send-api.ts';

/** Somebody of the bank under whose first name a message leaves; `agent`: pseudonym. */
export interface PersonaOf {
  readonly agent: string;
  readonly name: string;
}

/** Personas at Messenger, one for each person of the desk who has written. */
export interface Personas {
  /** Undefined where there is none to be had now: the message leaves under the Page's name. Never rejects. */
  idFor(person: PersonaOf): Promise<string | undefined>;
  /** Meta does not know it any more: the next message has a new one made. Never rejects. */
  forget(person: PersonaOf): Promise<void>;
}

export interface PersonasDeps {
  readonly sendApi: Pick<SendApi, 'createPersona'>;
  readonly records: RecordStore;
  /** Where Meta fetches the picture that all of them have, once for each. */
  readonly pictureUrl: string;
  readonly log: { warn(fields: object, message: string): void };
  /** Milliseconds of a clock that never goes back. */
  readonly ticks?: () => number;
}

/** Meta's limit of a name (Personas, 2026-04-22). */
const mostChars = 50;
/** After a failure nobody's message waits for another. */
const againMs = 10 * 60_000;

const personaSchema = z.object({ id: z.string(), name: z.string() });

export function createPersonas({ sendApi, records, pictureUrl, log, ticks = () => performance.now() }: PersonasDeps): Personas {
  const kept = typedRecords(records, 'persona', personaSchema);
  let notBefore = Number.NEGATIVE_INFINITY;

  async function make({ agent, name }: PersonaOf): Promise<string | undefined> {
    if (ticks() < notBefore) return undefined;
    const id = await sendApi.createPersona(name, pictureUrl);
    if (id === undefined) notBefore = ticks() + againMs;
    else await kept.put(agent, { id, name });
    return id;
  }

  return {
    async idFor(person) {
      // Whole characters only.
      const name = person.name.slice(0, mostChars).toWellFormed();
      try {
        const known = (await kept.get(person.agent))?.value;
        return known?.name === name ? known.id : await make({ ...person, name });
      } catch (error) {
        log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a message leaves without a persona');
        return undefined;
      }
    },
    async forget({ agent }) {
      await kept.delete(agent).catch(() => undefined);
    },
  };
}
