import { createHmac } from 'node:crypto';
import { request } from 'undici';

/** Posts a webhook body signed as Meta signs it; answers with the status. */
export async function postWebhook(url: string, appSecret: string, body: unknown): Promise<number> {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const signature = `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
  const answer = await request(`${url}/messenger/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body: bytes,
  });
  await answer.body.dump();
  return answer.statusCode;
}

/** The envelope of messaging elements of one Page. */
export function envelope(pageId: string, ...messaging: readonly object[]): object {
  return { object: 'page', entry: [{ id: pageId, time: Date.now(), messaging }] };
}

/** One text message of a customer. */
export function textMessage({
  pageId,
  psid,
  mid,
  text,
}: {
  readonly pageId: string;
  readonly psid: string;
  readonly mid: string;
  readonly text: string;
}): object {
  return { sender: { id: psid }, recipient: { id: pageId }, timestamp: Date.now(), message: { mid, text } };
}
