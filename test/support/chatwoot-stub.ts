import { createHmac } from 'node:crypto';
import { type StubAnswer, type StubRequest, startStubServer } from './stub-server.ts';

/** A message as the stub keeps it. */
export interface StubMessage {
  readonly id: number;
  readonly content: string;
  /** 0 incoming, 1 outgoing, as Chatwoot's API numbers them. */
  readonly message_type: 0 | 1;
  readonly private: boolean;
  readonly content_attributes: Readonly<Record<string, unknown>>;
}

export interface StubConversation {
  readonly id: number;
  readonly contact: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  status: 'open' | 'resolved';
  priority: string | null;
  readonly messages: StubMessage[];
}

interface StubContact {
  readonly id: number;
  readonly name: string;
  readonly identifier: string;
  readonly sourceId: string;
}

/** What goes wrong with a call. `lost`: it is carried out, and its answer does not come. */
export type StubFault = number | 'lost';

/** What an agent writes, and how it differs from a plain answer. */
export interface AgentMessage {
  readonly text: string | null;
  readonly private?: boolean;
  readonly attachments?: number;
  readonly inbox?: number;
  readonly account?: number;
  readonly sender?: { readonly id: number; readonly name: string; readonly type: string } | null;
  readonly type?: string;
}

/** A Chatwoot on loopback: its application API as it is published, and its signed webhooks. */
export interface ChatwootStub {
  readonly url: string;
  readonly requests: readonly StubRequest[];
  readonly conversations: readonly StubConversation[];
  readonly contacts: ReadonlyMap<number, StubContact>;
  /** The environment that leads here. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many people of the inbox are online. */
  online(people: number): void;
  /** What goes wrong with the next calls to post messages, one after the other. */
  failPosts(...faults: readonly StubFault[]): void;
  /** Answers everything with this status until it is undefined. */
  fail(status: number | undefined): void;
  /** Somebody deletes a conversation. */
  remove(conversation: number): void;
  /** Where webhooks go to. */
  hookTo(url: string): void;
  /** An agent writes; answers with the status that the webhook got. */
  say(conversation: number, message: AgentMessage | string): Promise<number>;
  resolve(conversation: number): Promise<number>;
  /** Delivers the last webhook once more. */
  repeat(): Promise<number>;
  /** Delivers any body, signed unless another signature is given. */
  deliver(
    payload: object,
    change?: { readonly secret?: string; readonly atS?: number; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<number>;
  close(): Promise<void>;
}

export const stubChatwoot = { accountId: 3, inboxId: 7, apiToken: 'chatwoot-token', secret: 'chatwoot-secret' } as const;
export const alice = { id: 12, name: 'Alice Martin', type: 'user' } as const;

const { accountId, inboxId, apiToken, secret } = stubChatwoot;
const error = (status: number, message: string): StubAnswer => ({ status, json: { error: message } });

function bodyOf({ body }: StubRequest): Readonly<Record<string, unknown>> {
  const json: unknown = body === '' ? {} : JSON.parse(body);
  return typeof json === 'object' && json !== null ? { ...json } : {};
}

function attributesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The state behind the API. */
function createDesk() {
  const contacts = new Map<number, StubContact>();
  const conversations: StubConversation[] = [];
  let ids = 0;
  let online = 1;
  const nextId = (): number => (ids += 1);
  const find = (id: string): StubConversation | undefined => conversations.find((conversation) => conversation.id === Number(id));

  const contactJson = ({ id, name, identifier, sourceId }: StubContact) => ({
    id,
    name,
    identifier,
    contact_inboxes: [{ source_id: sourceId, inbox: { id: inboxId, name: 'Guichet', channel_type: 'Channel::Api' } }],
  });

  const conversationJson = ({ id, attributes, status, priority }: StubConversation) => ({
    id,
    account_id: accountId,
    inbox_id: inboxId,
    status,
    priority,
    custom_attributes: attributes,
  });

  function createContact({ identifier, name, inbox_id: inbox }: Readonly<Record<string, unknown>>): StubAnswer {
    if (inbox !== inboxId) return error(404, 'Resource could not be found');
    if ([...contacts.values()].some((contact) => contact.identifier === identifier)) return error(422, 'Identifier has already been taken');
    const contact = { id: nextId(), name: String(name), identifier: String(identifier), sourceId: `source-${ids}` };
    contacts.set(contact.id, contact);
    // A list, as the description has it; Chatwoot itself gives the one object. Nobody reads it.
    return { json: { payload: [contactJson(contact)] } };
  }

  function createConversation(body: Readonly<Record<string, unknown>>): StubAnswer {
    const contact = contacts.get(Number(body['contact_id']));
    if (!contact || contact.sourceId !== body['source_id'] || body['inbox_id'] !== inboxId)
      return error(404, 'Resource could not be found');
    const attributes = attributesOf(body['custom_attributes']);
    const conversation: StubConversation = { id: nextId(), contact: contact.id, attributes, status: 'open', priority: null, messages: [] };
    conversations.push(conversation);
    return { json: conversationJson(conversation) };
  }

  function createMessage(conversation: StubConversation, body: Readonly<Record<string, unknown>>): StubAnswer {
    const message: StubMessage = {
      id: nextId(),
      content: String(body['content']),
      message_type: body['message_type'] === 'incoming' ? 0 : 1,
      private: body['private'] === true,
      content_attributes: attributesOf(body['content_attributes']),
    };
    conversation.messages.push(message);
    // As Chatwoot does: the customer's word opens what was resolved.
    if (message.message_type === 0) conversation.status = 'open';
    return { json: { ...message, conversation_id: conversation.id, account_id: accountId } };
  }

  function ofConversation(request: StubRequest, [id = '', what]: readonly string[]): StubAnswer {
    const conversation = find(id);
    if (!conversation) return error(404, 'Resource could not be found');
    const body = bodyOf(request);
    if (what === 'messages') {
      if (request.method === 'GET') return { json: { meta: {}, payload: conversation.messages.slice(-20) } };
      return createMessage(conversation, body);
    }
    if (what === 'toggle_status') {
      conversation.status = body['status'] === 'open' ? 'open' : 'resolved';
      return { json: { meta: {}, payload: { success: true, current_status: conversation.status, conversation_id: conversation.id } } };
    }
    if (what !== 'toggle_priority') return error(404, 'no such address');
    conversation.priority = String(body['priority']);
    return { status: 200 };
  }

  function ofContacts(request: StubRequest, [id, what]: readonly string[]): StubAnswer {
    if (id === undefined) return createContact(bodyOf(request));
    if (id === 'search') {
      const query = request.query.get('q') ?? '';
      return {
        json: { meta: {}, payload: [...contacts.values()].filter(({ identifier }) => identifier.includes(query)).map(contactJson) },
      };
    }
    if (what === 'conversations')
      return { json: { payload: conversations.filter(({ contact }) => contact === Number(id)).map(conversationJson) } };
    if (request.method !== 'DELETE' || !contacts.delete(Number(id))) return error(404, 'Resource could not be found');
    for (const one of conversations.filter(({ contact }) => contact === Number(id))) remove(one.id);
    return { status: 200 };
  }

  function remove(id: number): void {
    conversations.splice(
      conversations.findIndex((conversation) => conversation.id === id),
      1,
    );
  }

  return {
    contacts,
    conversations,
    nextId,
    remove,
    setOnline: (people: number) => void (online = people),
    answer(request: StubRequest): StubAnswer {
      const [, api, version, accounts, account, room, ...rest] = request.path.split('/');
      if (`${api}/${version}/${accounts}/${account}` !== `api/v1/accounts/${accountId}`) return error(404, 'no such address');
      if (request.headers['api_access_token'] !== apiToken) return error(401, 'Invalid Access Token');
      if (room === 'contacts') return ofContacts(request, rest);
      if (room === 'conversations') return rest.length === 0 ? createConversation(bodyOf(request)) : ofConversation(request, rest);
      if (room !== 'inbox_members' || rest[0] !== String(inboxId)) return error(404, 'Resource could not be found');
      const members = Array.from({ length: online + 1 }, (_unused, index) => ({
        id: index + 12,
        availability_status: index < online ? 'online' : 'offline',
      }));
      return { json: { payload: members } };
    },
  };
}

const isPost = ({ method, path }: StubRequest): boolean => method === 'POST' && path.endsWith('/messages');

/** Takes the next fault of a list, where one is to come. */
function faulty(desk: ReturnType<typeof createDesk>) {
  const faults: StubFault[] = [];
  let status: number | undefined;
  return {
    failPosts: (...next: readonly StubFault[]) => void faults.push(...next),
    fail: (next: number | undefined) => void (status = next),
    answer(request: StubRequest): StubAnswer {
      if (status !== undefined) return error(status, 'stub');
      const fault = isPost(request) ? faults.shift() : undefined;
      if (typeof fault === 'number') return error(fault, 'stub');
      const answer = desk.answer(request);
      return fault === 'lost' ? { raw: (response) => response.destroy() } : answer;
    },
  };
}

function createHooks(url: () => string) {
  let last: object = {};
  const deliver: ChatwootStub['deliver'] = async (
    payload,
    { secret: key = secret, atS = Math.floor(Date.now() / 1_000), headers = {} } = {},
  ) => {
    last = payload;
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', key).update(`${atS}.${body}`).digest('hex');
    const signed = { 'x-chatwoot-timestamp': String(atS), 'x-chatwoot-signature': `sha256=${signature}`, 'x-chatwoot-delivery': 'd' };
    const response = await fetch(`${url()}/chatwoot/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...signed, ...headers },
      body,
    });
    return response.status;
  };
  return { deliver, repeat: () => deliver(last) };
}

/** As Chatwoot writes it (Webhook events, `message_created`). */
export function messagePayload(id: number, conversation: number, message: AgentMessage): object {
  const {
    text,
    private: isPrivate = false,
    attachments = 0,
    inbox = inboxId,
    account = accountId,
    sender = alice,
    type = 'outgoing',
  } = message;
  return {
    event: 'message_created',
    id,
    content: text,
    content_type: 'text',
    content_attributes: {},
    created_at: '2026-11-30T10:00:00.000Z',
    message_type: type,
    private: isPrivate,
    source_id: null,
    sender,
    inbox: { id: inbox, name: 'Guichet' },
    account: { id: account, name: 'Banque' },
    conversation: { id: conversation, inbox_id: inbox, status: 'open' },
    ...(attachments > 0
      ? { attachments: Array.from({ length: attachments }, (_unused, index) => ({ id: index, file_type: 'file' })) }
      : {}),
  };
}

/** As Chatwoot writes it (`conversation_status_changed`). */
export function statusPayload(conversation: number, status: string, inbox: number = inboxId): object {
  return {
    event: 'conversation_status_changed',
    id: conversation,
    inbox_id: inbox,
    status,
    meta: { assignee: { ...alice, available_name: 'Alice' }, sender: { id: 1, name: 'Client' } },
    changed_attributes: [{ status: { previous_value: 'open', current_value: status } }],
    updated_at: Date.now() / 1_000,
  };
}

export async function startChatwootStub(): Promise<ChatwootStub> {
  const desk = createDesk();
  const faults = faulty(desk);
  const server = await startStubServer((request) => faults.answer(request));
  let hookUrl = '';
  const { deliver, repeat } = createHooks(() => hookUrl);
  return {
    url: server.url,
    requests: server.requests,
    conversations: desk.conversations,
    contacts: desk.contacts,
    environment: {
      CHATWOOT_URL: server.url,
      CHATWOOT_ACCOUNT_ID: String(accountId),
      CHATWOOT_INBOX_ID: String(inboxId),
      CHATWOOT_API_TOKEN: apiToken,
      CHATWOOT_WEBHOOK_SECRET: secret,
    },
    online: desk.setOnline,
    failPosts: faults.failPosts,
    fail: faults.fail,
    remove: desk.remove,
    hookTo: (url) => void (hookUrl = url),
    say: (conversation, message) =>
      deliver(messagePayload(desk.nextId(), conversation, typeof message === 'string' ? { text: message } : message)),
    async resolve(id) {
      const conversation = desk.conversations.find((one) => one.id === id);
      if (conversation) conversation.status = 'resolved';
      return deliver(statusPayload(id, 'resolved'));
    },
    deliver,
    repeat,
    close: () => server.close(),
  };
}
