import type { KeptFiles } from '../../documents/kept-files.ts';
import type { WaitingDocument, WaitingDocuments } from '../../documents/waiting-documents.ts';
import { type Html, html } from '../../pages/html.ts';
import type { BoothPage, BoothVisit, PageContent } from '../booth-page.ts';
import { boothPath } from '../booth-topic.ts';

export interface DocumentPagesDeps {
  readonly documentsOf: WaitingDocuments;
  readonly documents: Pick<KeptFiles, 'read'>;
}

const entry = { path: 'documents', label: 'nav.documents', aside: true } as const;

/** A size as people read it, in thousands of bytes, one at least. */
function kilobytes(bytes: number): string {
  return String(Math.max(1, Math.round(bytes / 1_000)));
}

function line({ say, clockOf }: BoothVisit, { id, name, bytes, at, by }: WaitingDocument): Html {
  const { day, time } = clockOf(at);
  return html`<li><a href="${boothPath}/documents/${id}"><span><span class="name">${name}</span>
<span class="soft">${say('documents.handed_over', { name: by === '' ? 'none' : by, day: { day }, time: { time } })}</span></span>
<span class="soft amount">${say('documents.size', { size: kilobytes(bytes) })}</span></a></li>
`;
}

function missing({ say }: BoothVisit): PageContent {
  const body = html`<p>${say('documents.missing')}</p><p><a class="more" href="${boothPath}/documents">${say('documents.back')}</a></p>`;
  return { title: say('documents.missing_title'), body, status: 404 };
}

/** What the bank's people have handed over to the customer: a list, and each of them to be saved. */
export function createDocumentPages({ documentsOf, documents }: DocumentPagesDeps): readonly BoothPage[] {
  return [
    {
      name: 'documents',
      path: 'documents',
      entry,
      async show(visit) {
        const { say, conversation, customer } = visit;
        const waiting = await documentsOf(conversation, customer);
        const list = html`<p class="soft">${say('documents.lead')}</p>
<ul class="card list">${waiting.map((one) => line(visit, one))}</ul>`;
        return { title: say('documents.title'), body: waiting.length > 0 ? list : html`<p>${say('documents.none')}</p>` };
      },
    },
    {
      name: 'document',
      path: 'documents/:ref',
      entry,
      async show(visit) {
        const { conversation, customer, ref } = visit;
        // Only what was handed over in this conversation, whatever else is kept.
        const known = (await documentsOf(conversation, customer)).find(({ id }) => id === ref);
        const file = known && (await documents.read(conversation, known.id));
        return known && file ? { file: { name: known.name, type: file.type }, content: file.bytes } : missing(visit);
      },
    },
  ];
}
