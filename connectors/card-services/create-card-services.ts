import type { z } from 'zod';
import { handSealed } from '../../secrecy/derive.ts';
import { ConnectorError, type ConnectorErrorCode } from '../connector-error.ts';
import { createHttpClient, type HttpRequest, type HttpTuning } from '../http/http-client.ts';
import type { CardControl, CardTarget, FreezeResult } from '../ports/card-control.ts';
import type { CustomerAccess } from '../ports/customer-access.ts';
import type { FraudReporting, FraudReportResult, PaymentId } from '../ports/fraud-report.ts';
import { cardsSchema, fraudReportSchema, freezeSchema } from './schemas.ts';
import { fitsCard, toCardView } from './to-card-view.ts';

export interface CardServicesOptions extends HttpTuning {
  /** Address of the API with its version: `https://bank.example/card-services/v1`. */
  readonly baseUrl: string;
}

/** Somebody else is carrying out the same key just now: what comes of it is not known yet. */
function codeFor(status: number): ConnectorErrorCode | undefined {
  return status === 409 ? 'bank_unavailable' : undefined;
}

function freezeBody(target: CardTarget): object {
  if (target.which === 'card') return { cards: [target.ref] };
  return target.which === 'last4' ? { last4: target.last4 } : { all: true };
}

function toFreezeResult({ state }: z.infer<typeof freezeSchema>): FreezeResult {
  return { outcome: state === 'DONE' ? 'done' : 'refused' };
}

function toReportResult(report: z.infer<typeof fraudReportSchema>): FraudReportResult {
  return report.state === 'DONE' ? { outcome: 'done', reference: report.reference } : { outcome: 'refused' };
}

/**
 * Cards and fraud reports over the API of docs/card-services.md. A POST is sent once per call: what may have been carried out is asked for
 * by its key and never repeated blindly.
 */
export function createCardServices(options: CardServicesOptions): CardControl & FraudReporting & { close(): Promise<void> } {
  const http = createHttpClient({ ...options, system: 'card-services', sink: 'cards', codeFor });

  async function send<Value>(customer: CustomerAccess, request: HttpRequest<Value>): Promise<Value> {
    const headers = { ...request.headers, authorization: `Bearer ${await customer.accessToken()}` };
    return http.request({ ...request, headers });
  }

  async function byKey<Value>(customer: CustomerAccess, key: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
    try {
      return await send(customer, { operation: 'operation', method: 'GET', path: ['operations', key], schema });
    } catch (error) {
      if (error instanceof ConnectorError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  return {
    async listCards(customer, query = {}) {
      const { cards } = await send(customer, { operation: 'cards', method: 'GET', path: ['cards'], schema: cardsSchema });
      const fitting = cards.filter((card) => fitsCard(card, query));
      return (fitting.length > 0 ? fitting : cards).map(toCardView);
    },
    async freeze(customer, target, key) {
      const body = { json: freezeBody(target) };
      const headers = { 'idempotency-key': key };
      const path = ['freezes'];
      return toFreezeResult(await send(customer, { operation: 'freeze', method: 'POST', path, headers, body, schema: freezeSchema }));
    },
    async freezeByKey(customer, key) {
      const found = await byKey(customer, key, freezeSchema);
      return found && toFreezeResult(found);
    },
    async report(customer, { payment }, key) {
      const headers = { 'idempotency-key': key };
      const post = async (suspicion: PaymentId | object): Promise<FraudReportResult> => {
        const request = { operation: 'fraud_report', method: 'POST', path: ['fraud-reports'], schema: fraudReportSchema } as const;
        return toReportResult(await send(customer, { ...request, headers, body: { json: suspicion } }));
      };
      return payment ? handSealed(payment, post) : post({});
    },
    async reportByKey(customer, key) {
      const found = await byKey(customer, key, fraudReportSchema);
      return found && toReportResult(found);
    },
    close: () => http.close(),
  };
}
