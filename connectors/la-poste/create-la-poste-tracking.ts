import { z } from 'zod';
import type { Language } from '../../i18n/language.ts';
import { createBatcher } from '../batcher.ts';
import { ConnectorError, type ConnectorErrorCode } from '../connector-error.ts';
import { codeForOwnCredentials } from '../http/code-for-status.ts';
import { createHttpClient, type HttpTuning } from '../http/http-client.ts';
import { trackingAnswerSchema } from './schemas.ts';
import { type LaPosteParcel, toParcel } from './to-parcel.ts';

/** La Poste's own tracking. Throws ConnectorError. */
export interface LaPosteTracking {
  /** The parcels that La Poste knows, by their numbers as asked. */
  findParcels(trackingNumbers: readonly string[]): Promise<ReadonlyMap<string, LaPosteParcel>>;
}

export interface LaPosteTrackingOptions extends HttpTuning {
  /** `https://api.laposte.fr/suivi/v2`. */
  readonly baseUrl: string;
  /** Sent as `X-Okapi-Key`. */
  readonly apiKey: string;
  /** Language of the events' labels; French by default. */
  readonly language?: Language;
}

type Parcels = ReadonlyMap<string, LaPosteParcel>;

/** Most numbers that one request may carry. */
const mostNumbers = 10;
const found = 200;
const numberPattern = /^[A-Z0-9]{11,15}$/i;
const languageTags: Readonly<Record<Language, string>> = { fr: 'fr_FR', en: 'en_GB' };

const refusedSchema = z.object({ returnCode: z.union([z.literal(101), z.literal(105)]) });

/** A number that is no parcel number (101, 105) is as good as one that is not known. */
function codeForRefusal(status: number, body: unknown): ConnectorErrorCode | undefined {
  return status === 400 && refusedSchema.safeParse(body).success ? 'not_found' : codeForOwnCredentials(status);
}

function isNotFound(error: unknown): boolean {
  return error instanceof ConnectorError && error.code === 'not_found';
}

/**
 * La Poste "Suivi" v2, GET /idships/{up to 10 numbers}. Numbers that are asked for in one round of the event loop go in one request.
 * One that is not known (return code 104) is left out.
 */
export function createLaPosteTracking(options: LaPosteTrackingOptions): LaPosteTracking & { close(): Promise<void> } {
  const http = createHttpClient({ ...options, system: 'la-poste', sink: 'carriers', codeFor: codeForRefusal });

  async function request(numbers: readonly string[]): Promise<Parcels> {
    const items = await http.request({
      operation: 'tracking',
      method: 'GET',
      path: ['idships', numbers.join(',')],
      query: { lang: languageTags[options.language ?? 'fr'] },
      headers: { 'x-okapi-key': options.apiKey },
      schema: trackingAnswerSchema,
    });
    const known = items.flatMap(({ returnCode, shipment }) => (returnCode === found && shipment ? [shipment] : []));
    return new Map(known.map((shipment) => [shipment.idShip.toUpperCase(), toParcel(shipment)]));
  }

  async function load(numbers: readonly string[]): Promise<Parcels> {
    try {
      return await request(numbers);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      if (numbers.length === 1) return new Map();
      // One number that is none must not hide the others'.
      const apart = await Promise.all(numbers.map((number) => load([number])));
      return new Map(apart.flatMap((parcels) => [...parcels]));
    }
  }
  const find = createBatcher({ most: mostNumbers, load });
  return {
    async findParcels(trackingNumbers) {
      const wellFormed = [...new Set(trackingNumbers)].filter((number) => numberPattern.test(number));
      const parcels = await Promise.all(wellFormed.map(async (number) => [number, await find(number.toUpperCase())] as const));
      return new Map(parcels.flatMap(([number, parcel]) => (parcel ? [[number, parcel] as const] : [])));
    },
    close: () => http.close(),
  };
}
