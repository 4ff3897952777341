import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const secretsSchema = z.object({
  signingKey: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string(), kid: z.string() }),
  cookieKey: z.string(),
  clientSecret: z.string(),
  sumUpKey: z.string(),
  payPalSecret: z.string(),
  laPosteKey: z.string(),
});

/** Keys and passwords of the demo bank. They protect invented figures, but links must survive a restart. */
export type BankSecrets = Readonly<z.infer<typeof secretsSchema>>;

function generate(): BankSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secret = (): string => randomBytes(32).toString('base64url');
  return secretsSchema.parse({
    signingKey: { ...privateKey.export({ format: 'jwk' }), kid: randomUUID() },
    cookieKey: secret(),
    clientSecret: secret(),
    sumUpKey: secret(),
    payPalSecret: secret(),
    laPosteKey: secret(),
  });
}

/** The secrets kept in a file, made at the first start; without a file, new ones. */
export function loadBankSecrets(file: string | undefined): BankSecrets {
  if (file === undefined) return generate();
  if (existsSync(file)) return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets = generate();
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
  return secrets;
}
