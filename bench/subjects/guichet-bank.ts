import { z } from 'zod';
import { buildApp } from '../../bots/build-app.ts';
import { readConfig } from '../../bots/config.ts';
import { createLog } from '../../bots/log.ts';
import { bankTokensSchema } from '../../connectors/ports/bank-sign-in.ts';

/**
 * The whole of Guichet as `npm start` runs it with a real Page and a real bank, and as many linked customers as are asked for:
 * the same customer of the bank behind each of them.
 */
const { CUSTOMERS, FIRST_PSID, PAGE, SIGNED_IN, ...environment } = z
  .looseObject({ CUSTOMERS: z.coerce.number(), FIRST_PSID: z.coerce.number(), PAGE: z.string(), SIGNED_IN: z.string() })
  .parse(process.env);
const customer = z
  .object({
    subject: z.string(),
    tokens: bankTokensSchema,
    givenName: z.string(),
    locale: z.string(),
    timeZone: z.string(),
  })
  .parse(JSON.parse(SIGNED_IN));
const config = readConfig(z.record(z.string(), z.string()).parse(environment));
const app = buildApp(config, { log: createLog(config.logLevel) });
const { url, foundation } = await app.start();
for (let index = 0; index < CUSTOMERS; index += 1) {
  const conversation = foundation.keyOf({ channel: 'facebook', page: PAGE, psid: String(FIRST_PSID + index) });
  await foundation.links.linkDirectly(conversation, customer, 'shown');
}
process.stdout.write(`Guichet is ready at ${url}\n`);
process.on('SIGTERM', () => void app.stop().finally(() => process.exit(0)));
