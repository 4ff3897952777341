import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { listen } from '../../support/listen.ts';

/** One request as it came, whole: Meta has got every byte of it. */
export interface GraphRequest {
  /** Request line, headers and body. */
  readonly bytes: string;
  readonly body: string;
  /** A message, or only a sign that somebody reads or writes. */
  readonly isMessage: boolean;
  /** When it was there, by `performance.now`. */
  readonly at: number;
}

export interface CaptureGraph {
  readonly url: string;
  /** What has come for somebody since it was last taken. */
  take(psid: string): readonly GraphRequest[];
  close(): Promise<void>;
}

const requestSchema = z.looseObject({ recipient: z.object({ id: z.string() }), sender_action: z.string().optional() });

/** A Graph API that takes everything and forgets nothing. What Meta would refuse is tested elsewhere. */
export async function startCaptureGraph(): Promise<CaptureGraph> {
  const taken = new Map<string, GraphRequest[]>();
  let count = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { recipient, sender_action: action } = requestSchema.parse(JSON.parse(body));
    const headers = request.rawHeaders.join('\n');
    const bytes = `${request.method} ${request.url}\n${headers}\n\n${body}`;
    const requests = taken.get(recipient.id) ?? [];
    requests.push({ bytes, body, isMessage: action === undefined, at: performance.now() });
    taken.set(recipient.id, requests);
    const answer = { recipient_id: recipient.id, ...(action === undefined ? { message_id: `m_captured_${(count += 1)}` } : {}) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  return {
    url: await listen(server),
    take(psid) {
      const requests = taken.get(psid) ?? [];
      taken.delete(psid);
      return requests;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
