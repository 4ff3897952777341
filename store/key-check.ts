import type { RecordStore } from './port.ts';

/**
 * Writes and reads a probe. The one left by the last run is read first: a store that was written with a key which is not configured
 * is refused at once, instead of customer by customer.
 * @throws CipherError, StoreUnavailableError
 */
export async function checkKey(records: RecordStore): Promise<void> {
  await records.get('probe');
  await records.put('probe', 'readable');
  await records.get('probe');
}
