import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** Every file the page is made of; nothing else of the folder is served. */
export const assetNames = [
  'api.js',
  'app.js',
  'base.css',
  'card.css',
  'composer.js',
  'dom.js',
  'format.js',
  'icon.svg',
  'index.html',
  'messages.en.json',
  'messages.fr.json',
  'panel-calls.js',
  'panel.css',
  'panel.js',
  'people.js',
  'phone.css',
  'receipt.css',
  'render-buttons.js',
  'render-carousel.js',
  'render-message.js',
  'render-receipt.js',
  'render-row.js',
  'render-text.js',
  'stay-at-end.js',
  'texts.js',
  'thread.css',
  'thread.js',
  'welcome.css',
] as const;

export interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly bytes: Buffer;
}

/** Reads one file of the page; undefined for anything that is not in the list. Read anew each time, so that a change shows on reload. */
export async function readAsset(name: string): Promise<Asset | undefined> {
  const known = assetNames.find((asset) => asset === name);
  if (!known) return undefined;
  const bytes = await readFile(new URL(`./web/${known}`, import.meta.url));
  const extension = Object.entries(types).find(([ending]) => known.endsWith(`.${ending}`));
  return {
    type: extension?.[1] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
  };
}
