import { createServer } from 'node:http';

/** A Graph API that takes everything at once: it measures Guichet, not Meta. */
export interface GraphSink {
  readonly url: string;
  /** Called for every message (not for sender actions) with the PSID it was for. */
  onMessage: (psid: string) => void;
  close(): Promise<void>;
}

const recipient = /"recipient":\{"id":"(\d+)"/;

/** Starts a Graph API that takes everything and tells how much it took, at the least possible cost. */
export async function startGraphSink(): Promise<GraphSink> {
  const answer = Buffer.from('{"recipient_id":"1","message_id":"m_sent"}');
  const sink: { onMessage: (psid: string) => void } = { onMessage: () => undefined };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      response.end(answer);
      const body = Buffer.concat(chunks).toString('utf8');
      const psid = recipient.exec(body)?.[1];
      if (psid && !body.includes('"sender_action"')) sink.onMessage(psid);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(sink, {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
