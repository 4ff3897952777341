import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';
import { createChatwoot } from '../../../connectors/chatwoot/create-chatwoot.ts';
import { startChatwootStub, stubChatwoot } from '../../support/chatwoot-stub.ts';
import { openEgress } from '../../support/open-egress.ts';
import { type StubRequest, startStubServer } from '../../support/stub-server.ts';

const file = join(process.env['GUICHET_SPECS'] ?? join(import.meta.dirname, '../../../../shared/specs'), 'chatwoot/application.yml');
const published = existsSync(file) ? describe : describe.skip;
const why = existsSync(file)
  ? ''
  : ' (skipped: chatwoot/application.yml is not in the folder of published API descriptions, GUICHET_SPECS)';

interface Exchange {
  readonly request: StubRequest;
  readonly status: number;
  readonly json: unknown;
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'openapi' in value && 'paths' in value;
}

const jsonOf = (body: string): unknown => (body === '' ? undefined : JSON.parse(body));

/** Everything the connector asks of Chatwoot, and what the stub answers: a server between the two writes it down. */
async function everything(): Promise<readonly Exchange[]> {
  const stub = await startChatwootStub();
  const exchanges: Exchange[] = [];
  const between = await startStubServer(async (request) => {
    const answer = await fetch(`${stub.url}${request.url}`, {
      method: request.method,
      headers: { 'content-type': 'application/json', api_access_token: String(request.headers['api_access_token']) },
      ...(request.body === '' ? {} : { body: request.body }),
    });
    const text = await answer.text();
    exchanges.push({ request, status: answer.status, json: jsonOf(text) });
    return text === '' ? { status: answer.status } : { status: answer.status, json: jsonOf(text) };
  });
  const chatwoot = createChatwoot({ ...stubChatwoot, baseUrl: between.url, egress: openEgress() });
  await chatwoot.peoplePresent();
  const contact = await chatwoot.contact({ identifier: 'guichet-1', name: 'Client 4F2A' });
  const conversation = await chatwoot.openConversation(contact, '1.0');
  await chatwoot.openConversation(contact, '1.0');
  await chatwoot.post(conversation, { text: 'note', from: 'note', mark: '1.1' });
  await chatwoot.post(conversation, { text: 'bonjour', from: 'customer', mark: '1.2' });
  await chatwoot.marksIn(conversation);
  await chatwoot.setPriority(conversation, 'urgent');
  await chatwoot.setStatus(conversation, 'resolved');
  await chatwoot.forgetContact('guichet-1');
  await chatwoot.close();
  await between.close();
  await stub.close();
  return exchanges;
}

published(`Chatwoot’s published API${why}`, () => {
  let api: OpenAPIBackend;
  let exchanges: readonly Exchange[];

  beforeAll(async () => {
    const definition: unknown = parse(readFileSync(file, 'utf8'));
    if (!isDocument(definition)) throw new Error(`${file} is no OpenAPI document`);
    // Authentication is looked at apart: the validator would want handlers for it.
    api = new OpenAPIBackend({ definition, quick: true, ajvOpts: { strict: false, unicodeRegExp: false, validateFormats: false } });
    await api.init();
    exchanges = await everything();
  });

  const operationOf = ({ request }: Exchange) => {
    const { method, path, url } = request;
    return api.matchOperation({ method, path, query: url.split('?')[1] ?? '', headers: {} });
  };

  test('has every call of ours, with the bodies and parameters that it names', () => {
    const violations = exchanges.flatMap((exchange) => {
      const { method, path, url, body } = exchange.request;
      const operation = operationOf(exchange);
      if (!operation) return [`no operation for ${method} ${path}`];
      const query = url.split('?')[1] ?? '';
      const checked = api.validateRequest(
        { method, path, query, headers: { 'content-type': 'application/json' }, body: jsonOf(body) },
        operation,
      );
      return (checked.errors ?? []).map((error) => `${method} ${path} ${error.instancePath} ${error.message ?? ''}`);
    });
    expect(violations).toEqual([]);
    expect(exchanges.length).toBeGreaterThanOrEqual(12);
  });

  test('would give the answers that the stub gives', () => {
    const violations = exchanges.flatMap((exchange) => {
      const operation = operationOf(exchange);
      if (!operation || exchange.json === undefined) return [];
      const checked = api.validateResponse(exchange.json, operation, exchange.status);
      return (checked.errors ?? []).map((error) => `${operation.operationId ?? ''} ${error.instancePath} ${error.message ?? ''}`);
    });
    expect(violations).toEqual([]);
  });

  test('knows the token as the header that we send', () => {
    const definition: unknown = parse(readFileSync(file, 'utf8'));
    expect(definition).toMatchObject({
      components: { securitySchemes: { userApiKey: { type: 'apiKey', in: 'header', name: 'api_access_token' } } },
    });
  });
});
