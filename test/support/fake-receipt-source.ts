import { ConnectorError, type ConnectorErrorCode } from '../../connectors/connector-error.ts';
import type { ReceiptSource } from '../../connectors/ports/receipt-source.ts';
import type { ReceiptView } from '../../secrecy/receipt-view.ts';
import { seal } from '../../secrecy/sealed.ts';

/** A till system in memory: receipts by the transaction id of their reference. */
export function createFakeReceiptSource(
  receipts: Readonly<Record<string, ReceiptView>>,
  failWith?: ConnectorErrorCode,
): ReceiptSource & { readonly calls: readonly string[] } {
  const calls: string[] = [];
  return {
    calls,
    async findReceipt({ transactionId }) {
      calls.push(transactionId);
      if (failWith) throw new ConnectorError(failWith, { system: 'fake-till', operation: 'receipt' });
      const receipt = receipts[transactionId];
      return receipt && seal('receipt', receipt);
    },
  };
}
