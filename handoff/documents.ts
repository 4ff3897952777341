/** What the button under "a document waits for you" brings back: whoever presses it is led to the bank's page, whenever that is. */
export const documentsPayload = 'desk.documents';

export function looksAtDocuments(payload: string | undefined): boolean {
  return payload === documentsPayload;
}
