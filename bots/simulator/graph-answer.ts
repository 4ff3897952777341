import { createHmac, timingSafeEqual } from 'node:crypto';
import { safeParse } from 'secure-json-parse';
import { type GraphError, graphErrorBody, graphErrors, invalidParameter } from './graph-error.ts';
import type { SenderAction, TakenMessage } from './send-api-body.ts';
import { type SendRequest, sendRequestSchema } from './send-request.ts';

export interface GraphStubDeps {
  readonly pageToken: string;
  readonly appSecret: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Takes one message; an exception becomes Graph's temporary error. */
  readonly onSend: (psid: string, message: TakenMessage) => void;
  readonly onSenderAction: (psid: string, action: SenderAction) => void;
  /** Whether the Page has such a customer; without it every PSID is taken. */
  readonly knows?: (psid: string) => boolean;
}

interface GraphRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: Buffer | 'too_large';
}

export interface GraphAnswer {
  readonly status: number;
  readonly body: object;
}

/** What the Graph API answers to one request: path, method, token, proof and body are looked at in this order. */
export function answerGraph(deps: GraphStubDeps, request: GraphRequest): GraphAnswer {
  const url = new URL(request.url, 'http://graph.invalid');
  const refusal = refusalOf(deps, request, url);
  if (refusal) return refuse(deps, refusal);
  const json: unknown = safeParse(request.body.toString('utf8'));
  if (hasBoth(json)) return refuse(deps, graphErrors.actionWithMessage);
  const parsed = sendRequestSchema.safeParse(json);
  if (!parsed.success) return refuse(deps, invalidParameter(reasonOf(parsed.error.issues[0])));
  return take(deps, parsed.data);
}

function hasBoth(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'message' in json && 'sender_action' in json;
}

function refusalOf(deps: GraphStubDeps, request: GraphRequest, url: URL): GraphError | undefined {
  if (!/^\/v\d{1,2}\.\d\/(me|\d+)\/messages$/.test(url.pathname)) return graphErrors.noSuchPath;
  if (request.method !== 'POST') return graphErrors.wrongMethod;
  if (!request.authorization) return graphErrors.noToken;
  if (!same(request.authorization, `Bearer ${deps.pageToken}`)) return graphErrors.badToken;
  const proof = url.searchParams.get('appsecret_proof');
  if (!proof) return graphErrors.noProof;
  if (!same(proof, createHmac('sha256', deps.appSecret).update(deps.pageToken).digest('hex'))) return graphErrors.badProof;
  return request.body === 'too_large' ? graphErrors.tooLarge : undefined;
}

function take(deps: GraphStubDeps, request: SendRequest): GraphAnswer {
  const psid = request.recipient.id;
  if (deps.knows && !deps.knows(psid)) return refuse(deps, graphErrors.noSuchUser);
  try {
    if ('sender_action' in request) {
      deps.onSenderAction(psid, request.sender_action);
      return { status: 200, body: { recipient_id: psid } };
    }
    const { recipient, messaging_type, message } = request;
    const body = { recipient, messaging_type, message: { ...message.body, metadata: message.metadata } };
    const mid = `m_${deps.newId()}`;
    deps.onSend(psid, { body, at: deps.now(), mid });
    return { status: 200, body: { recipient_id: psid, message_id: mid } };
  } catch {
    return refuse(deps, graphErrors.temporary);
  }
}

function refuse(deps: GraphStubDeps, error: GraphError): GraphAnswer {
  return { status: error.status, body: graphErrorBody(error, deps.newId()) };
}

function reasonOf(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): string {
  return `Param ${issue?.path.map(String).join('.') || 'recipient'} is not valid: ${issue?.message ?? 'unknown'}`;
}

function same(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
