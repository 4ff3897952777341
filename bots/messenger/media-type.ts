/** A kind of file that the desk gives out, as its own first bytes say; what it calls itself is not asked. */
export interface MediaType {
  readonly type: string;
  readonly extension: string;
}

const signs: readonly (MediaType & { readonly at: number; readonly bytes: string })[] = [
  { type: 'image/jpeg', extension: 'jpg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/png', extension: 'png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/gif', extension: 'gif', at: 0, bytes: 'GIF8' },
  { type: 'image/webp', extension: 'webp', at: 8, bytes: 'WEBP' },
  { type: 'application/pdf', extension: 'pdf', at: 0, bytes: '%PDF-' },
  { type: 'audio/mpeg', extension: 'mp3', at: 0, bytes: 'ID3' },
  { type: 'audio/mpeg', extension: 'mp3', at: 0, bytes: '\xff\xfb' },
  { type: 'audio/aac', extension: 'aac', at: 0, bytes: '\xff\xf1' },
  { type: 'audio/ogg', extension: 'ogg', at: 0, bytes: 'OggS' },
  { type: 'audio/mp4', extension: 'm4a', at: 4, bytes: 'ftypM4A' },
  { type: 'video/mp4', extension: 'mp4', at: 4, bytes: 'ftyp' },
];

/** What makes a document do something when it is opened. */
const active = /\/(?:JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile|RichMedia|XFA)\b/;

/** Undefined for every other kind, and for a document that would do something by itself. */
export function mediaTypeOf(file: Buffer): MediaType | undefined {
  const head = file.subarray(0, 32).toString('latin1');
  const found = signs.find(({ at, bytes }) => head.startsWith(bytes, at));
  if (!found || (found.type === 'application/pdf' && active.test(file.toString('latin1')))) return undefined;
  return { type: found.type, extension: found.extension };
}
