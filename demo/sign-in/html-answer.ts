import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { pageStyle } from './page.ts';

export interface HtmlAnswer {
  readonly status: number;
  readonly page: string;
  /** Origins to which a posted form may lead in the end: browsers apply `form-action` to redirects too. */
  readonly formOrigins: readonly string[];
}

/** Headers of a page: nothing is loaded from anywhere, nobody frames it, nothing is kept. */
export function htmlHeaders(formOrigins: readonly string[]): Readonly<Record<string, string>> {
  const style = createHash('sha256').update(pageStyle).digest('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${style}'`,
    ["form-action 'self'", ...formOrigins].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

export function sendHtml(response: ServerResponse, { status, page, formOrigins }: HtmlAnswer): void {
  response.writeHead(status, htmlHeaders(formOrigins));
  response.end(page);
}
