import { z } from 'zod';

/** How much of Meta's allowance is used. */
export interface Usage {
  /** The highest of all the percentages that were reported; Meta blocks at 100. */
  readonly percent: number;
  /** How long Meta says to keep away; 0 while it does not block. */
  readonly regainMs: number;
}

const percentages = { call_count: z.number().catch(0), total_time: z.number().catch(0), total_cputime: z.number().catch(0) };
const appUsage = z.object(percentages);
const businessUsage = z.record(
  z.string(),
  z.array(z.object({ ...percentages, estimated_time_to_regain_access: z.number().nonnegative().catch(0) })),
);

function readHeader<T>(value: string | string[] | undefined, schema: z.ZodType<T>): T | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return schema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

/**
 * Reads `X-App-Usage` and `X-Business-Use-Case-Usage` (Graph API rate limiting); undefined where neither is there and readable.
 * @param headers with lower-case names.
 */
export function readUsage(headers: Readonly<Record<string, string | string[] | undefined>>): Usage | undefined {
  const app = readHeader(headers['x-app-usage'], appUsage);
  const business = readHeader(headers['x-business-use-case-usage'], businessUsage);
  if (!app && !business) return undefined;
  const cases = Object.values(business ?? {}).flat();
  const percents = [...(app ? [app] : []), ...cases].flatMap((usage) => [usage.call_count, usage.total_time, usage.total_cputime]);
  const regainMinutes = Math.max(0, ...cases.map((usage) => usage.estimated_time_to_regain_access));
  return { percent: Math.max(0, ...percents), regainMs: regainMinutes * 60_000 };
}
