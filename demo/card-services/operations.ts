import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Overlay } from '../overlay.ts';

const operationSchema = z.object({
  key: z.string(),
  kind: z.enum(['FREEZE', 'FRAUD_REPORT']),
  state: z.enum(['DONE', 'REFUSED']),
  reference: z.string().optional(),
});
export type Operation = Readonly<z.infer<typeof operationSchema>>;

const keptSchema = z.object({ operation: operationSchema, request: z.string() });
const kind = 'CardOperation';

/** An operation that was really carried out, for tests and demonstrations: replays of a key are not in it. */
export interface CarriedOut {
  readonly customerId: string;
  readonly kind: Operation['kind'];
  readonly key: string;
}

export interface Order {
  readonly customerId: string;
  readonly key: string;
  /** What is asked; a key belongs to one body for ever. */
  readonly body: string;
}

/** The bank's memory of what it was asked to do. */
export interface Operations {
  find(customerId: string, key: string): Operation | undefined;
  /** Does it unless it was done; `reused` where the key came with another body before; undefined where the body cannot be carried out. */
  once(order: Order, carryOut: () => Omit<Operation, 'key'> | undefined): Operation | 'reused' | undefined;
  readonly carriedOut: readonly CarriedOut[];
}

/** Keeps operations in the overlay, by customer and key. */
export function createOperations(overlay: Overlay): Operations {
  const carriedOut: CarriedOut[] = [];
  const idOf = (customerId: string, key: string): string => `${customerId} ${key}`;
  const read = (customerId: string, key: string): z.infer<typeof keptSchema> | undefined => {
    const payload = overlay.get(kind, idOf(customerId, key));
    return payload === undefined ? undefined : keptSchema.parse(JSON.parse(payload));
  };
  return {
    carriedOut,
    find: (customerId, key) => read(customerId, key)?.operation,
    once: ({ customerId, key, body }, carryOut) => {
      const request = createHash('sha256').update(body).digest('base64url');
      const known = read(customerId, key);
      if (known) return known.request === request ? known.operation : 'reused';
      const done = carryOut();
      if (!done) return undefined;
      const operation = { key, ...done };
      overlay.put({ kind, id: idOf(customerId, key), payload: JSON.stringify({ operation, request }) });
      if (operation.state === 'DONE') carriedOut.push({ customerId, kind: operation.kind, key });
      return operation;
    },
  };
}
