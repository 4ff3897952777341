import type { IncomingMessage } from 'node:http';

const maxBodyBytes = 64 * 1024;

/** The body of a request as text, or undefined when it is larger than anything the demo bank takes (64 KiB). */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
