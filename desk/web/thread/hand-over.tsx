import { useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import { useTexts } from '../app/contexts.ts';
import { DocumentDialog } from '../modals/document-dialog.tsx';
import { Button } from '../shared/button.tsx';
import type { Writing } from './use-write.ts';

interface HandOverProps {
  readonly detail: ConversationDetail;
  readonly writing: Writing;
}

/** The way to a document for the customer; where there is none now, it says why. */
export function HandOver({ detail: { conversation, may }, writing }: HandOverProps) {
  const { t } = useTexts();
  const [isShown, setShown] = useState(false);
  const blocked = may.document.allowed ? undefined : t(`blocked.${may.document.why ?? 'state'}`);
  // Why it was refused is said in the window, and ends with it: it is not for the answer that is being written.
  const turn = (toShown: boolean): void => {
    writing.forgive();
    setShown(toShown);
  };
  return (
    <>
      <Button
        tone="quiet"
        icon="paperclip"
        className="button-icon"
        aria-label={t('document.title')}
        title={t('document.title')}
        blocked={blocked}
        onClick={() => turn(true)}
      />
      {isShown && <DocumentDialog conversation={conversation.id} writing={writing} onClose={() => turn(false)} />}
    </>
  );
}
