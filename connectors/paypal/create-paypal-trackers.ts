import { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import type { DeliveryStatus } from '../domain/delivery.ts';
import { codeForOwnCredentials } from '../http/code-for-status.ts';
import { createCachedToken, type GrantedToken } from '../http/create-cached-token.ts';
import { createHttpClient, type HttpClient, type HttpTuning } from '../http/http-client.ts';
import { deliveryStatusOf } from './tracking-status.ts';

/** A parcel as PayPal was told of it by the merchant. PayPal knows no expected day. */
export interface PayPalTracker {
  /** PayPal's carrier code: `LA_POSTE_SUIVI`, `UPS`, `OTHER`. */
  readonly carrierCode?: string;
  /** The carrier's name where the code is `OTHER`. */
  readonly carrierName?: string;
  /** Empty where the merchant gave none. */
  readonly trackingNumber: string;
  readonly status: DeliveryStatus;
  /** When PayPal heard of it last, ISO 8601 instant. */
  readonly updatedAt?: string;
}

/** PayPal's shipment trackers. Throws ConnectorError. */
export interface PayPalTrackers {
  /** All parcels of one PayPal transaction; none where PayPal knows of none. */
  findTrackers(transactionId: string): Promise<readonly PayPalTracker[]>;
}

export interface PayPalTrackersOptions extends HttpTuning {
  /** `https://api-m.paypal.com`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: () => Date;
}

const trackerSchema = z.object({
  status: z.string(),
  tracking_number: z.string().max(64).optional(),
  carrier: z.string().optional(),
  carrier_name_other: z.string().max(64).optional(),
  // What is odd in it is as good as absent: a parcel without it is still an answer.
  last_updated_time: z.iso.datetime({ offset: true }).optional().catch(undefined),
});

/** The specification shows one tracker, PayPal answers with a collection: both are read. */
const answerSchema = z.union([
  z.object({ trackers: z.array(trackerSchema) }).transform((answer) => answer.trackers),
  trackerSchema.transform((tracker) => [tracker]),
]);

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

function toTracker(tracker: z.infer<typeof trackerSchema>): PayPalTracker {
  return {
    ...(tracker.carrier === undefined ? {} : { carrierCode: tracker.carrier }),
    ...(tracker.carrier_name_other === undefined ? {} : { carrierName: tracker.carrier_name_other }),
    trackingNumber: tracker.tracking_number ?? '',
    status: deliveryStatusOf(tracker.status),
    ...(tracker.last_updated_time === undefined ? {} : { updatedAt: new Date(tracker.last_updated_time).toISOString() }),
  };
}

async function requestToken(http: HttpClient, options: PayPalTrackersOptions): Promise<GrantedToken> {
  const credentials = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64');
  const granted = await http.request({
    operation: 'token',
    method: 'POST',
    path: ['v1', 'oauth2', 'token'],
    headers: { authorization: `Basic ${credentials}` },
    body: { form: { grant_type: 'client_credentials' } },
    schema: tokenSchema,
    // Asking twice gives two tokens and changes nothing else.
    idempotent: true,
  });
  return { token: granted.access_token, expiresInSeconds: granted.expires_in };
}

/** PayPal shipment tracking, GET /v1/shipping/trackers?transaction_id= (scope `shipping/trackers/read`). */
export function createPayPalTrackers(options: PayPalTrackersOptions): PayPalTrackers & { close(): Promise<void> } {
  const http = createHttpClient({ ...options, system: 'paypal', sink: 'carriers', codeFor: codeForOwnCredentials });
  const cached = createCachedToken({ now: options.now, grant: () => requestToken(http, options) });

  async function read(transactionId: string, token: string): Promise<readonly PayPalTracker[]> {
    const request = { operation: 'trackers', method: 'GET', path: ['v1', 'shipping', 'trackers'], schema: answerSchema } as const;
    const headers = { authorization: `Bearer ${token}` };
    return (await http.request({ ...request, query: { transaction_id: transactionId }, headers })).map(toTracker);
  }
  return {
    async findTrackers(transactionId) {
      const token = await cached.token();
      try {
        return await read(transactionId, token);
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        if (error.code === 'not_found') return [];
        if (error.status !== 401) throw error;
        // Withdrawn before its end: one new token, one more try.
        cached.forget(token);
        return read(transactionId, await cached.token());
      }
    },
    close: () => http.close(),
  };
}
