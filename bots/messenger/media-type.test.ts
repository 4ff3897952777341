import { describe, expect, test } from '@jest/globals';
import { mediaTypeOf } from './media-type.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('the kind of a file', () => {
  test.each([
    ['image/jpeg', '\xff\xd8\xff\xe0…'],
    ['image/png', '\x89PNG\r\n\x1a\n…'],
    ['image/webp', 'RIFF\x00\x00\x00\x00WEBPVP8 '],
    ['application/pdf', '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj'],
    ['audio/mp4', '\x00\x00\x00\x1cftypM4A \x00'],
    ['video/mp4', '\x00\x00\x00\x1cftypisom\x00'],
  ])('is %s by its own first bytes', (type, bytes) => {
    expect(mediaTypeOf(latin(bytes))).toMatchObject({ type });
  });

  test.each([
    ['a page', '<html><script>alert(1)</script></html>'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['an archive, and what is made of one', 'PK\x03\x04[Content_Types].xml'],
    ['a program', 'MZ\x90\x00'],
    ['a document that does something by itself', '%PDF-1.7\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'],
    ['a document with another file in it', '%PDF-1.7\n<< /Type /EmbeddedFile >>'],
    ['nothing', ''],
  ])('is none that is given out: %s', (_name, bytes) => {
    expect(mediaTypeOf(latin(bytes))).toBeUndefined();
  });
});
