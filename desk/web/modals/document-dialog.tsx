import { useState } from 'react';
import { mostDocumentBytes } from '../../api/writes.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Field } from '../shared/field.tsx';
import { Modal } from '../shared/modal.tsx';
import type { Writing } from '../thread/use-write.ts';
import { nameOf } from './name-of-file.ts';
import { WriteForm } from './write-form.tsx';

interface DocumentDialogProps {
  readonly conversation: string;
  readonly writing: Writing;
  onClose(): void;
}

const kinds = '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png';

/** Hands a document over. It says where it goes, because an agent would think of the chat. */
export function DocumentDialog({ conversation, writing, onClose }: DocumentDialogProps) {
  const { api } = useDesk();
  const { t } = useTexts();
  const [file, setFile] = useState<File>();
  const isTooLarge = file !== undefined && file.size > mostDocumentBytes;
  const blocked = file === undefined ? t('document.choose') : isTooLarge ? t('document.too_large') : undefined;
  return (
    <Modal title={t('document.title')} description={t('document.how')} onClose={onClose}>
      <WriteForm
        writing={writing}
        action={t('document.do')}
        icon="paperclip"
        blocked={blocked}
        told={t('document.done')}
        invalid={t('document.refused')}
        call={(stamp) => api.document(conversation, { ...stamp, name: nameOf(file?.name ?? '') }, file ?? new Blob())}
        onClose={onClose}
      >
        <Field label={t('document.file')} hint={t('document.kinds')}>
          {(id) => (
            <input
              id={id}
              className="input"
              type="file"
              accept={kinds}
              required
              onChange={(event) => {
                setFile(event.target.files?.[0]);
                writing.forgive();
              }}
            />
          )}
        </Field>
        <p className="small" role="status">
          {isTooLarge ? t('document.too_large') : file ? fileWords(t, file) : ''}
        </p>
      </WriteForm>
    </Modal>
  );
}

function fileWords(t: ReturnType<typeof useTexts>['t'], { name, size }: Pick<File, 'name' | 'size'>): string {
  return t('document.chosen', { name: nameOf(name), size: sizeOf(size) });
}

/** In thousands of bytes, one at least. */
export function sizeOf(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1_000));
}
