import { z } from 'zod';
import { ConnectorError } from '../connector-error.ts';
import { codeForOwnCredentials } from '../http/code-for-status.ts';
import { createHttpClient, type HttpRequest, type HttpTuning } from '../http/http-client.ts';
import { contactConversationsSchema, contactsSchema, createdSchema, membersSchema, messagesSchema } from './schemas.ts';

export interface ChatwootOptions extends HttpTuning {
  /** Where Chatwoot is: `https://chatwoot.bank.example`. */
  readonly baseUrl: string;
  readonly accountId: number;
  /** The number of an inbox of the kind API: only there messages of customers may be posted. */
  readonly inboxId: number;
  /** Access token of an administrator. */
  readonly apiToken: string;
}

/** A customer in Chatwoot. */
export interface ChatwootContact {
  readonly id: number;
  /** What Chatwoot calls the contact within the inbox. */
  readonly sourceId: string;
}

export interface ChatwootMessage {
  readonly text: string;
  /** `note`: private, for the people who answer. */
  readonly from: 'customer' | 'note';
  /** Names it for `marksIn`. */
  readonly mark: string;
}

/**
 * The bank's Chatwoot, by its application API. A POST is sent once per call; whether one whose answer did not come was carried out is
 * asked for by its mark. Ids of conversations are Chatwoot's display ids.
 * @throws ConnectorError from every method
 */
export interface Chatwoot {
  /** How many people of the inbox are online. */
  peoplePresent(): Promise<number>;
  /** Finds or makes it. */
  contact(known: { readonly identifier: string; readonly name: string }): Promise<ChatwootContact>;
  /** Opens a conversation, or finds the one that bears this mark already. */
  openConversation(contact: ChatwootContact, mark: string): Promise<number>;
  /** The marks of the latest messages of a conversation, 20 of them or more. */
  marksIn(conversation: number): Promise<ReadonlySet<string>>;
  post(conversation: number, message: ChatwootMessage): Promise<void>;
  setStatus(conversation: number, status: 'open' | 'resolved'): Promise<void>;
  setPriority(conversation: number, priority: 'urgent' | 'high'): Promise<void>;
  /** Deletes a customer with all conversations; nothing where there is none. */
  forgetContact(identifier: string): Promise<void>;
  close(): Promise<void>;
}

/** The one attribute of ours that messages and conversations carry. */
const attribute = 'guichet';
const timeoutMs = 8_000;

type Ask<Value> = Pick<HttpRequest<Value>, 'operation' | 'method' | 'schema' | 'idempotent' | 'ignoresBody'> & {
  /** Below the account. */
  readonly path: readonly (string | number)[];
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: object;
};
type Send = <Value>(ask: Ask<Value>) => Promise<Value>;

function createSend({ accountId, apiToken, ...options }: ChatwootOptions): { readonly send: Send; close(): Promise<void> } {
  const http = createHttpClient({ timeoutMs, ...options, system: 'chatwoot', sink: 'chatwoot', codeFor: codeForOwnCredentials });
  return {
    send: ({ path, json, ...request }) =>
      http.request({
        ...request,
        path: ['api', 'v1', 'accounts', accountId, ...path].map(String),
        headers: { api_access_token: apiToken },
        ...(json ? { body: { json } } : {}),
      }),
    close: () => http.close(),
  };
}

function createContacts(send: Send, inboxId: number): Pick<Chatwoot, 'contact' | 'forgetContact'> {
  async function find(identifier: string) {
    const request = { operation: 'contact_search', method: 'GET', path: ['contacts', 'search'] } as const;
    const { payload } = await send({ ...request, query: { q: identifier }, schema: contactsSchema });
    return payload.find((contact) => contact.identifier === identifier);
  }

  async function found(identifier: string): Promise<ChatwootContact | undefined> {
    const contact = await find(identifier);
    if (!contact) return undefined;
    const own = contact.contact_inboxes?.find(({ inbox }) => inbox.id === inboxId);
    // Not of this inbox yet: opening the first conversation makes it so, under this name.
    return { id: contact.id, sourceId: own?.source_id ?? identifier };
  }

  async function create(identifier: string, name: string): Promise<void> {
    const json = { inbox_id: inboxId, identifier, name };
    await send({ operation: 'contact_create', method: 'POST', path: ['contacts'], json, schema: z.unknown() });
  }

  return {
    async contact({ identifier, name }) {
      const known = await found(identifier);
      if (known) return known;
      // An identifier is taken once: where somebody was faster, theirs is found.
      const failed = await create(identifier, name).then(
        () => undefined,
        (error: unknown) => error,
      );
      const made = await found(identifier);
      if (made) return made;
      throw failed ?? new ConnectorError('protocol_violation', { system: 'chatwoot', operation: 'contact_create' });
    },
    async forgetContact(identifier) {
      const contact = await find(identifier);
      if (!contact) return;
      const path = ['contacts', contact.id];
      await send({ operation: 'contact_delete', method: 'DELETE', path, ignoresBody: true, schema: z.undefined() });
    },
  };
}

function createConversations(send: Send, inboxId: number): Omit<Chatwoot, 'contact' | 'forgetContact' | 'peoplePresent' | 'close'> {
  async function opened({ id }: ChatwootContact, mark: string): Promise<number | undefined> {
    const path = ['contacts', id, 'conversations'];
    const { payload } = await send({ operation: 'conversation_list', method: 'GET', path, schema: contactConversationsSchema });
    return payload.find(({ custom_attributes: attributes }) => attributes?.[attribute] === mark)?.id;
  }

  return {
    async openConversation(contact, mark) {
      const known = await opened(contact, mark);
      if (known !== undefined) return known;
      const json = {
        source_id: contact.sourceId,
        inbox_id: inboxId,
        contact_id: contact.id,
        status: 'open',
        custom_attributes: { [attribute]: mark },
      };
      const request = { operation: 'conversation_create', method: 'POST', path: ['conversations'] } as const;
      return (await send({ ...request, json, schema: createdSchema })).id;
    },
    async marksIn(conversation) {
      const path = ['conversations', conversation, 'messages'];
      const { payload } = await send({ operation: 'message_list', method: 'GET', path, schema: messagesSchema });
      return new Set(payload.flatMap(({ content_attributes: attributes }) => attributes?.[attribute] ?? []));
    },
    async post(conversation, { text, from, mark }) {
      const json = {
        content: text,
        message_type: from === 'customer' ? 'incoming' : 'outgoing',
        private: from === 'note',
        content_attributes: { [attribute]: mark },
      };
      const path = ['conversations', conversation, 'messages'];
      await send({ operation: 'message_create', method: 'POST', path, json, schema: z.unknown() });
    },
    async setStatus(conversation, status) {
      const request = { operation: 'status', method: 'POST', path: ['conversations', conversation, 'toggle_status'] } as const;
      await send({ ...request, json: { status }, idempotent: true, ignoresBody: true, schema: z.undefined() });
    },
    async setPriority(conversation, priority) {
      const request = { operation: 'priority', method: 'POST', path: ['conversations', conversation, 'toggle_priority'] } as const;
      await send({ ...request, json: { priority }, idempotent: true, ignoresBody: true, schema: z.undefined() });
    },
  };
}

/** Opens no connection before the first call. */
export function createChatwoot(options: ChatwootOptions): Chatwoot {
  const { send, close } = createSend(options);
  const { inboxId } = options;
  return {
    async peoplePresent() {
      const { payload } = await send({ operation: 'members', method: 'GET', path: ['inbox_members', inboxId], schema: membersSchema });
      return payload.filter(({ availability_status: status }) => status === 'online').length;
    },
    ...createContacts(send, inboxId),
    ...createConversations(send, inboxId),
    close,
  };
}
