/** One call to another system, for traces and metrics. Holds no address, no body and no identifier. */
export interface ConnectorCall {
  readonly system: string;
  readonly operation: string;
  /** HTTP status, or a ConnectorError code where no answer came. */
  readonly outcome: number | string;
  readonly ms: number;
}

export type CallObserver = (call: ConnectorCall) => void;
