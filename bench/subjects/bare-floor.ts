import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { Pool } from 'undici';
import { z } from 'zod';

/**
 * The floor under every Messenger bot: node:http, the signature, the state read and written in Redis, one send. No framework, no
 * journal, no order, no encryption. Whatever Guichet does more is measured against this in the same run.
 */
const settings = z
  .object({ REDIS_URL: z.string(), GRAPH_API_URL: z.string(), MESSENGER_APP_SECRET: z.string(), MESSENGER_PAGE_TOKEN: z.string() })
  .parse(process.env);
const redis = new Redis(settings.REDIS_URL, { enableAutoPipelining: true });
const graph = new Pool(settings.GRAPH_API_URL, { connections: 32 });
const bodySchema = z.object({ entry: z.array(z.object({ messaging: z.array(z.object({ sender: z.object({ id: z.string() }) })) })) });
const stateSchema = z.object({ count: z.number(), padding: z.string() });

/** About as large as a conversation of Guichet: 1.5 KB. */
const padding = 'x'.repeat(1_450);

async function turn(psid: string): Promise<void> {
  const key = `floor:${psid}`;
  const saved = await redis.get(key);
  const { count } = saved === null ? { count: 0 } : stateSchema.parse(JSON.parse(saved));
  await redis.set(key, JSON.stringify({ count: count + 1, padding }), 'EX', 86_400);
  const message = { recipient: { id: psid }, messaging_type: 'RESPONSE', message: { text: `Message ${count + 1}` } };
  const answer = await graph.request({
    method: 'POST',
    path: '/v26.0/me/messages',
    headers: { authorization: `Bearer ${settings.MESSENGER_PAGE_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  await answer.body.dump();
}

function isSigned(body: Buffer, header: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', settings.MESSENGER_APP_SECRET).update(body).digest('hex')}`);
  const given = Buffer.from(header);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => void chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    response.statusCode = isSigned(body, String(request.headers['x-hub-signature-256'] ?? '')) ? 200 : 401;
    response.end('EVENT_RECEIVED');
    if (response.statusCode !== 200) return;
    for (const entry of bodySchema.parse(JSON.parse(body.toString('utf8'))).entry) {
      for (const { sender } of entry.messaging) turn(sender.id).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`the floor is ready at http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}\n`);
});
process.on('SIGTERM', () => process.exit(0));
