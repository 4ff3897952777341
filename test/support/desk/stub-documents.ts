import { documentTypeOf } from '../../../bots/documents/document-type.ts';
import { documentQuerySchema, mostDocumentBytes, writeAnswerSchema } from '../../../desk/api/writes.ts';
import type { Answered, Asked } from './asked.ts';
import { sampleDocument } from './sample-answers.ts';
import type { DeskWorld } from './world.ts';

type Handler = (asked: Asked) => Answered;

/** Takes files and gives them back, with the checks of the real server; they are kept in memory. */
export function createStubDocuments({ writes, note }: DeskWorld): Readonly<Record<'documents' | 'document', Handler>> {
  const kept = new Map<string, Buffer>([[sampleDocument.id, sampleDocument.content]]);
  return {
    documents({ agent, id, query, body }) {
      const given = documentQuerySchema.safeParse(Object.fromEntries(query));
      if (!given.success) return { status: 400, json: { error: 'invalid' } };
      const media = body instanceof Buffer ? documentTypeOf(body) : undefined;
      if (!(body instanceof Buffer) || !media) return { status: 415, json: { error: 'invalid', fields: ['file'] } };
      if (body.length > mostDocumentBytes) return { status: 413, json: { error: 'invalid', fields: ['file'] } };
      const answer = writeAnswerSchema.parse(writes.documents(id, agent, { ...given.data, type: media.type, bytes: body.length }));
      if (answer.outcome === 'refused') return { status: 409, json: answer };
      kept.set(given.data.id, body);
      return { json: answer };
    },
    document({ agent, id, file }) {
      note(agent, { what: 'desk.document', conversation: id });
      const bytes = kept.get(file);
      return bytes ? { bytes } : { status: 404, json: { error: 'not_found' } };
    },
  };
}
