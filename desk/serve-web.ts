import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Nothing but files of our own, nothing inline, nobody's frame: text of a customer that became markup would still do nothing. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const strictHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'accept-encoding',
} as const;

/** The desk's web application, as files. */
export interface DeskWeb {
  /** Answers a GET below `/desk`: a file of the build, the application for any page of it, or 404 for what is neither. */
  answer(request: Pick<IncomingMessage, 'url' | 'headers'>, response: ServerResponse): Promise<void>;
}

/** @param folder where `scripts/build-desk.mjs` puts the build; where it is missing, a page says so. */
export function createDeskWeb(folder: URL): DeskWeb {
  return {
    async answer({ url = '/', headers }, response) {
      const path = url.replace(/[?#].*$/s, '');
      if (/^\/desk\/api(\/|$)/.test(path)) return send(response, { status: 404 });
      const asset = /^\/desk\/(?<name>assets\/[\w-][\w.-]*)$/.exec(path)?.groups?.['name'];
      if (asset === undefined && path.startsWith('/desk/assets/')) return send(response, { status: 404 });
      const found = await readBuilt(folder, { name: asset ?? 'index.html', gzip: acceptsGzip(headers['accept-encoding']) });
      if (found)
        return send(response, { status: 200, ...found, cache: asset === undefined ? 'no-cache' : 'public, max-age=31536000, immutable' });
      if (asset !== undefined) return send(response, { status: 404 });
      send(response, { status: 503, type: types['html'], bytes: Buffer.from(unbuiltPage()) });
    },
  };
}

function acceptsGzip(encodings: string | string[] | undefined): boolean {
  return /\bgzip\b/.test(String(encodings ?? ''));
}

interface Answer {
  readonly status: number;
  readonly type?: string | undefined;
  readonly bytes?: Buffer;
  readonly encoding?: 'gzip';
  readonly cache?: string;
}

async function readBuilt(
  folder: URL,
  wanted: { name: string; gzip: boolean },
): Promise<Pick<Answer, 'type' | 'bytes' | 'encoding'> | undefined> {
  const type = types[wanted.name.split('.').at(-1) ?? ''];
  if (type === undefined) return undefined;
  const packed = wanted.gzip ? await readFile(new URL(`${wanted.name}.gz`, folder)).catch(() => undefined) : undefined;
  if (packed) return { type, bytes: packed, encoding: 'gzip' };
  const bytes = await readFile(new URL(wanted.name, folder)).catch(() => undefined);
  return bytes && { type, bytes };
}

function send(response: ServerResponse, { status, type, bytes, encoding, cache = 'no-store' }: Answer): void {
  response.writeHead(status, {
    ...strictHeaders,
    'cache-control': cache,
    'content-length': bytes?.length ?? 0,
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
  });
  response.end(bytes);
}

function unbuiltPage(): string {
  const part = (language: string, words: typeof fr): string =>
    `<div lang="${language}"><h1>${words['unbuilt.title']}</h1><p>${words['unbuilt.text']}</p></div>`;
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Guichet</title><body>${part('fr', fr)}${part('en', en)}</body></html>`;
}
