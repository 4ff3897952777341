import { hash } from 'node:crypto';
import type restify from 'restify';
import type { Language } from '../../i18n/language.ts';
import { savedAs } from '../http/saved-as.ts';
import { languageFrom } from './accept-language.ts';

/** What a page of ours is answered with. */
export interface HtmlAnswer {
  readonly status: number;
  /** The page, or what is in the file. */
  readonly html: string | Buffer;
  /** `Set-Cookie` lines. */
  readonly cookies?: readonly string[];
  /** Leads on to another page of ours instead. */
  readonly location?: string;
  /** What is sent is no page but a file to be saved, by its name and media type. */
  readonly file?: { readonly name: string; readonly type: string };
}

/** The policy of pages without a script, with one style of their own and nothing from elsewhere. */
export function policyFor(style: string): string {
  const styleHash = hash('sha256', style, 'base64');
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

export type AnswerHtml = (request: restify.Request) => Promise<HtmlAnswer>;

/** Makes a handler of restify: kept by nobody, framed by nobody, telling nobody where it was left from. */
export function answeringHtml(contentSecurityPolicy: string) {
  return (handle: AnswerHtml) =>
    async (request: restify.Request, response: restify.Response): Promise<void> => {
      const { status, html, cookies = [], location, file } = await handle(request);
      response.setHeader('Content-Security-Policy', contentSecurityPolicy);
      response.setHeader('Referrer-Policy', 'no-referrer');
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Cache-Control', 'no-store');
      if (cookies.length > 0) response.setHeader('Set-Cookie', [...cookies]);
      if (location !== undefined) response.setHeader('Location', location);
      if (file) response.setHeader('Content-Disposition', savedAs(file.name));
      const type = file?.type ?? 'text/html';
      response.sendRaw(status, html, { 'Content-Type': typeof html === 'string' ? `${type}; charset=utf-8` : type });
    };
}

/** A part of the address, by its name in the route; cut, since it may be of any length. */
export function parameterOf(request: restify.Request, name: string): string {
  const value: unknown = request.params?.[name];
  return typeof value === 'string' ? value.slice(0, 100) : '';
}

export function languageOf(request: restify.Request): Language {
  return languageFrom(request.headers['accept-language']);
}

/** A form that another site has sent. `Origin` would not tell: under `no-referrer` it is `null` for our own form, too. */
export function isFromElsewhere(request: restify.Request): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin';
}
