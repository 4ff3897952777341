import type { ReactNode } from 'react';
import type { WriteAnswer } from '../../api/writes.ts';
import type { IconName } from '../shared/icon.tsx';
import { ModalForm } from '../shared/modal-form.tsx';
import { RefusalNote } from '../thread/refusal-note.tsx';
import { type WriteStamp, type Writing, wasTaken } from '../thread/use-write.ts';

interface WriteFormProps {
  readonly writing: Writing;
  /** What is done, in words, on its button. */
  readonly action: string;
  readonly icon?: IconName;
  readonly blocked?: string | undefined;
  /** What is said once it is done. */
  readonly told: string;
  /** What is said where the server does not accept what was given. */
  readonly invalid?: string;
  readonly children: ReactNode;
  call(stamp: WriteStamp): Promise<WriteAnswer>;
  onClose(): void;
}

/** The inside of a window that changes a conversation. It closes once the change is taken; where it is refused, what was written stays. */
export function WriteForm({ writing: { write, refusal, forgive }, told, invalid, children, call, onClose, ...form }: WriteFormProps) {
  const send = async (): Promise<void> => {
    if (wasTaken(await write(call, told))) onClose();
  };
  return (
    <ModalForm {...form} onSubmit={send} onClose={onClose}>
      {refusal && <RefusalNote refusal={refusal} invalid={invalid} onClose={forgive} />}
      {children}
    </ModalForm>
  );
}
