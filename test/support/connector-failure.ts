import { inspect } from 'node:util';
import { ConnectorError } from '../../connectors/connector-error.ts';

/** The ConnectorError with which a call fails; anything else fails the test. */
export async function connectorFailure(call: Promise<unknown>): Promise<ConnectorError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ConnectorError) return error;
  throw new Error(`expected a ConnectorError, got ${inspect(error)}`);
}
