import type { DemoBank } from '../../demo/start-demo-bank.ts';

/** An answer of the demo bank, its body as loosely typed JSON. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- published schemas are checked elsewhere; here single fields are read
  readonly body: any;
}

/** Asks for JSON, whatever the status. */
export async function getJson(url: string, headers: Readonly<Record<string, string>> = {}): Promise<JsonAnswer> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** Reads the account information API with a customer's token. */
export function reader(
  bank: Pick<DemoBank, 'openBankingUrl'>,
  accessToken: string,
): (path: string, headers?: Readonly<Record<string, string>>) => Promise<JsonAnswer> {
  return (path, headers) =>
    getJson(path.startsWith('http') ? path : `${bank.openBankingUrl}${path}`, { authorization: `Bearer ${accessToken}`, ...headers });
}

/** Posts a form as a client that proves itself by a password, as token endpoints want it. */
export async function postForm(
  url: string,
  options: { form: Readonly<Record<string, string>>; basic: readonly [string, string] },
): Promise<JsonAnswer> {
  const authorization = `Basic ${Buffer.from(options.basic.join(':')).toString('base64')}`;
  const response = await fetch(url, { method: 'POST', headers: { authorization }, body: new URLSearchParams(options.form) });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

/** A token for PayPal's API. */
export async function payPalToken(bank: DemoBank): Promise<string> {
  const { url, clientId, clientSecret } = bank.paypal;
  const answer = await postForm(`${url}/v1/oauth2/token`, { form: { grant_type: 'client_credentials' }, basic: [clientId, clientSecret] });
  return String(answer.body.access_token);
}
