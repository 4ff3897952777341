import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';

/** The Page being served: the configured one, or an invented one for the simulator. */
export interface Page {
  /** Whether it is a real Page at Meta; then there is no simulator. */
  readonly real: boolean;
  readonly appSecrets: readonly string[];
  /** The secret that proves our calls. */
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly pageToken: string;
}

/** The configured Page; without one an invented one, whose secrets are made anew at each start and known to nobody outside. */
export function pageOf({ messenger }: Config): Page {
  if (messenger) return { real: true, appSecret: messenger.appSecrets[0] ?? '', ...messenger };
  const invented = (): string => randomBytes(24).toString('hex');
  const appSecret = invented();
  return { real: false, appSecrets: [appSecret], appSecret, verifyToken: invented(), pageToken: invented() };
}
