import { type MediaType, mediaTypeOf } from '../messenger/media-type.ts';

const handedOver: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** What kind of document it is, as its own first bytes say; undefined for every kind that is not handed over. */
export function documentTypeOf(bytes: Buffer): MediaType | undefined {
  const media = mediaTypeOf(bytes);
  return media && handedOver.has(media.type) ? media : undefined;
}
