import type { z } from 'zod';

/** As it will be read back: without members that are undefined. */
export function plainJson(value: object): z.infer<ReturnType<typeof z.json>> {
  return JSON.parse(JSON.stringify(value));
}
