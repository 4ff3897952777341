/** One call to another system, for traces and metrics. Holds no address, no body and no identifier. */
export interface ConnectorCall {
  readonly system: string;
  readonly operation: string;
  /** HTTP status, or a ConnectorError code where no answer came; `circuit_open`: none was asked for, the system has failed too often of late. */
  readonly outcome: number | string;
  readonly ms: number;
}

export type CallObserver = (call: ConnectorCall) => void;
