import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  ConversationState,
  type ResourceResponse,
  type Storage,
  type StoreItems,
  TurnContext,
} from 'botbuilder';
import { Redis } from 'ioredis';
import restify from 'restify';
import { Pool } from 'undici';
import { z } from 'zod';

/** What most bots do: botbuilder on restify, ConversationState in Redis, the last write wins. Nothing journaled, ordered or encrypted. */
const settings = z
  .object({ REDIS_URL: z.string(), GRAPH_API_URL: z.string(), MESSENGER_APP_SECRET: z.string(), MESSENGER_PAGE_TOKEN: z.string() })
  .parse(process.env);
const redis = new Redis(settings.REDIS_URL, { enableAutoPipelining: true });
const graph = new Pool(settings.GRAPH_API_URL, { connections: 32 });
const bodySchema = z.object({
  entry: z.array(
    z.object({
      id: z.string(),
      messaging: z.array(z.object({ sender: z.object({ id: z.string() }), message: z.object({ mid: z.string(), text: z.string() }) })),
    }),
  ),
});

class RedisStorage implements Storage {
  async read(keys: string[]): Promise<StoreItems> {
    const values = await Promise.all(keys.map((key) => redis.get(`plain:${key}`)));
    return Object.fromEntries(keys.flatMap((key, index) => (values[index] ? [[key, JSON.parse(values[index])]] : [])));
  }
  async write(changes: StoreItems): Promise<void> {
    await Promise.all(Object.entries(changes).map(([key, value]) => redis.set(`plain:${key}`, JSON.stringify(value), 'EX', 86_400)));
  }
  async delete(keys: string[]): Promise<void> {
    await redis.del(...keys.map((key) => `plain:${key}`));
  }
}

class PlainMessengerAdapter extends BotAdapter {
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    for (const activity of activities) {
      const answer = await graph.request({
        method: 'POST',
        path: '/v26.0/me/messages',
        headers: { authorization: `Bearer ${settings.MESSENGER_PAGE_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ recipient: { id: context.activity.from.id }, messaging_type: 'RESPONSE', message: { text: activity.text } }),
      });
      await answer.body.dump();
    }
    return activities.map(() => ({ id: '' }));
  }
  async handle(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
  override async updateActivity(): Promise<void> {
    throw new TypeError('not used');
  }
  override async deleteActivity(): Promise<void> {
    throw new TypeError('not used');
  }
  override async continueConversationAsync(): Promise<void> {
    throw new TypeError('not used');
  }
  override async continueConversation(): Promise<void> {
    throw new TypeError('not used');
  }
}

const state = new ConversationState(new RedisStorage());
const counter = state.createProperty<{ count: number; padding: string }>('counter');
const adapter = new PlainMessengerAdapter();
const padding = 'x'.repeat(1_450);

async function turn(context: TurnContext): Promise<void> {
  const kept = await counter.get(context, { count: 0, padding });
  kept.count += 1;
  await context.sendActivity(`Message ${kept.count}`);
  await state.saveChanges(context);
}

function toActivity(
  page: string,
  { sender, message }: { sender: { id: string }; message: { mid: string; text: string } },
): Partial<Activity> {
  const name = '';
  return {
    type: ActivityTypes.Message,
    channelId: 'facebook',
    id: message.mid,
    text: message.text,
    from: { id: sender.id, name },
    recipient: { id: page, name },
    conversation: { id: `${page}-${sender.id}`, name, isGroup: false, conversationType: '' },
  };
}

const server = restify.createServer();
server.use(restify.plugins.bodyParser({ mapParams: false }));
server.post('/messenger/webhook', async (request, response): Promise<void> => {
  const raw = Buffer.from(String(Reflect.get(request, 'rawBody')));
  const expected = Buffer.from(`sha256=${createHmac('sha256', settings.MESSENGER_APP_SECRET).update(raw).digest('hex')}`);
  const given = Buffer.from(request.header('x-hub-signature-256', ''));
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    response.send(401);
    return;
  }
  response.send(200, 'EVENT_RECEIVED');
  for (const entry of bodySchema.parse(request.body).entry) {
    for (const element of entry.messaging) {
      adapter.handle(toActivity(entry.id, element), turn).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    }
  }
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`plain botbuilder is ready at http://127.0.0.1:${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
