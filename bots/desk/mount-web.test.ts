import { expect, test } from '@jest/globals';
import { createServer } from '../http/create-server.ts';
import { mountDeskWeb } from './mount-web.ts';

test('the application answers on every page of the desk, and leaves the API beside it alone', async () => {
  const server = createServer({ error: () => undefined });
  mountDeskWeb(server);
  server.get('/desk/api/session', (_request, response, next) => {
    response.sendRaw(200, 'the API');
    next();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const get = (path: string) => fetch(`http://127.0.0.1:${server.address().port}${path}`);
  try {
    for (const path of ['/desk', '/desk/', '/desk/c/abc', '/desk/audit']) {
      const answer = await get(path);
      // 503 where nobody has built it yet: it says so, under the same strict headers.
      expect([200, 503]).toContain(answer.status);
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    expect(await (await get('/desk/api/session')).text()).toBe('the API');
    expect((await get('/desk/api/nothing')).status).toBe(404);
  } finally {
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  }
});
