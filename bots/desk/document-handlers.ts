import { documentQuerySchema } from '../../desk/api/writes.ts';
import { secretsTyped } from '../../secrecy/typed-by-person.ts';
import { documentTypeOf } from '../documents/document-type.ts';
import type { KeptFiles } from '../documents/kept-files.ts';
import { customerName } from '../documents/waiting-documents.ts';
import type { LinkService } from '../linking/link-service.ts';
import { type DeskHandler, DeskProblemError, parsed } from './desk-request.ts';
import { findEntry } from './find-entry.ts';
import { savedFile } from './saved-file.ts';
import { answerWrite, createSubmitWrite, type SubmitDeps } from './submit-write.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface DocumentHandlersDeps extends SubmitDeps {
  readonly documents: KeptFiles;
  readonly links: Pick<LinkService, 'accessFor'>;
  readonly tellRead: TellStaffRead;
}

/** Of a name only what a name needs: no folders, nothing that is not to be seen. */
function nameOnly(name: string): string {
  return name.replaceAll(/[\\/\p{C}]+/gu, '_');
}

/**
 * Takes what somebody of the bank hands over to a customer, and gives it to colleagues. It is kept before the turn that tells the customer, and
 * taken back where that turn refuses it: nobody finds one of which nobody was told.
 */
export function createDocumentHandlers(deps: DocumentHandlersDeps) {
  const { documents: kept, links, tellRead, follower } = deps;
  const write = createSubmitWrite(deps);

  const documents: DeskHandler = async (request) => {
    const { id, token, name } = parsed(documentQuerySchema, request.query);
    const entry = findEntry(follower.board, request);
    const { body: bytes } = request;
    const media = bytes instanceof Buffer ? documentTypeOf(bytes) : undefined;
    if (!(bytes instanceof Buffer) || !media) throw new DeskProblemError(415, 'invalid', ['file']);
    if (secretsTyped(name).length > 0) return answerWrite({ outcome: 'refused', why: 'secret', owner: entry.stored.owner });
    const link = await links.accessFor(entry.id);
    if (link) await kept.keep(entry.id, id, { ...media, bytes });
    const customer = link ? customerName(link) : null;
    const document = { id, name: nameOnly(name), type: media.type, bytes: bytes.length };
    const answer = await write(entry, id, { kind: 'document', agent: request.session.person, token, document, customer });
    if (link && answer.status === 409) await kept.drop(entry.id, id);
    return answer;
  };

  const document: DeskHandler = async (request) => {
    const { id } = findEntry(follower.board, request);
    const { person, roles } = request.session;
    await tellRead({ who: person.id, conversation: id, what: 'desk.document', rule: `role ${roles.join(', ')}` });
    const file = await kept.read(id, request.params['document'] ?? '');
    if (!file) throw new DeskProblemError(404, 'not_found');
    return savedFile(file, 'document');
  };

  return { documents, document } as const;
}
