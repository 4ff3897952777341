import { seal } from '../../secrecy/sealed.ts';
import { ConnectorError } from '../connector-error.ts';
import { codeForOwnCredentials } from '../http/code-for-status.ts';
import { createHttpClient, type HttpTuning } from '../http/http-client.ts';
import type { ReceiptSource } from '../ports/receipt-source.ts';
import { receiptSchema, type SumUpReceipt } from './schemas.ts';
import { toReceiptView } from './to-receipt-view.ts';

export interface SumUpReceiptsOptions extends HttpTuning {
  /** `https://api.sumup.com`. */
  readonly baseUrl: string;
  /** An API key or access token of the merchants' platform. */
  readonly accessToken: string;
}

/** A payment that never went through has a record but no receipt. */
function wasPaid(receipt: SumUpReceipt): boolean {
  return !['FAILED', 'CANCELLED', 'PENDING'].includes(receipt.transaction_data.status ?? 'SUCCESSFUL');
}

/** Itemised receipts from SumUp tills (SumUp API, GET /v1.1/receipts/{transaction_id}?mid=). */
export function createSumUpReceipts(options: SumUpReceiptsOptions): ReceiptSource & { close(): Promise<void> } {
  const http = createHttpClient({ ...options, system: 'sumup', sink: 'receipts', codeFor: codeForOwnCredentials });

  async function read(transactionId: string, merchantCode: string): Promise<SumUpReceipt | undefined> {
    try {
      return await http.request({
        operation: 'receipt',
        method: 'GET',
        path: ['v1.1', 'receipts', transactionId],
        query: { mid: merchantCode },
        headers: { authorization: `Bearer ${options.accessToken}` },
        schema: receiptSchema,
      });
    } catch (error) {
      if (error instanceof ConnectorError && error.code === 'not_found') return undefined;
      throw error;
    }
  }
  return {
    async findReceipt({ transactionId, merchantCode }) {
      const receipt = await read(transactionId, merchantCode);
      return receipt && wasPaid(receipt) ? seal('receipt', toReceiptView(receipt, transactionId)) : undefined;
    },
    close: () => http.close(),
  };
}
