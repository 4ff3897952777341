import { savedAs } from '../http/saved-as.ts';
import type { MediaFile } from '../messenger/fetch-media.ts';
import type { DeskAnswer } from './desk-request.ts';

/** To be saved, never to be shown by the browser itself: whatever is in it, it runs nowhere near the desk. @param name without its ending */
export function savedFile({ bytes, type, extension }: MediaFile, name: string): DeskAnswer {
  return {
    status: 200,
    file: { bytes, type },
    headers: {
      'Content-Disposition': savedAs(`${name}.${extension}`),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  };
}
