/** A token of our own at some system, with its life in seconds. */
export interface GrantedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** Gives the same token to everybody until shortly before its end. */
export interface CachedToken {
  token(): Promise<string>;
  /** Forgets `refused`, so that the next call asks for a new one; another token is kept. */
  forget(refused: string): void;
}

/** How long before its end a token is renewed: longer than a request takes. */
const marginMs = 60_000;

/** Keeps one client-credentials token; callers that come while it is being fetched share the one request. */
export function createCachedToken(deps: { readonly grant: () => Promise<GrantedToken>; readonly now: () => Date }): CachedToken {
  let held: { readonly token: string; readonly renewAt: number } | undefined;
  let underWay: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const { token, expiresInSeconds } = await deps.grant();
    const lifeMs = expiresInSeconds * 1000;
    // A short-lived token is used for half its life: it would otherwise be renewed at each call.
    held = { token, renewAt: deps.now().getTime() + Math.max(lifeMs - marginMs, lifeMs / 2) };
    return token;
  }
  return {
    async token() {
      if (held && deps.now().getTime() < held.renewAt) return held.token;
      underWay ??= renew().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    forget(refused) {
      if (held?.token === refused) held = undefined;
    },
  };
}
