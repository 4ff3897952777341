/** What shall go wrong. Everything given applies together. */
export interface Fault {
  /** Delay before each answer. */
  readonly latencyMs?: number;
  /** Answered in the error shape of the system that is asked. */
  readonly status?: 429 | 503 | 500 | 401 | 403;
  /** `Retry-After` of a 429 or 503. */
  readonly retryAfterS?: number;
  /** The request is carried out, but its answer never arrives: the connection is reset, or stays silent. */
  readonly loseAnswer?: 'reset' | 'silence';
  /** How many requests are affected; all until cleared without it. */
  readonly calls?: number;
  /** Affects paths that begin so, or that the expression finds, for example `/open-banking`; all paths without it. */
  readonly path?: string | RegExp;
  /** The consents of this customer count as expired, and their tokens are no longer renewed. */
  readonly consentExpired?: string;
  /** Answers are well-formed JSON of another shape than the published one. */
  readonly offSchema?: boolean;
}

/** The switch for tests and demonstrations. */
export interface FaultKnobs {
  set(fault: Fault): void;
  clear(): void;
}

/** The switch as the bank itself sees it. */
export interface Faults extends FaultKnobs {
  /** What applies to this request; counts it. */
  take(path: string): Fault | undefined;
  isConsentExpired(customerId: string): boolean;
}

function concerns({ path }: Fault, asked: string): boolean {
  if (path === undefined) return true;
  return typeof path === 'string' ? asked.startsWith(path) : asked.search(path) >= 0;
}

/** A switch that is off. */
export function createFaults(): Faults {
  let current: Fault | undefined;
  let callsLeft = Number.POSITIVE_INFINITY;
  return {
    set: (fault) => {
      current = fault;
      callsLeft = fault.calls ?? Number.POSITIVE_INFINITY;
    },
    clear: () => {
      current = undefined;
    },
    take: (path) => {
      if (!current || callsLeft <= 0 || !concerns(current, path)) return undefined;
      callsLeft -= 1;
      return current;
    },
    isConsentExpired: (customerId) => current?.consentExpired === customerId,
  };
}
