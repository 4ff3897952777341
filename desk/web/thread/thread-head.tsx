import type { ReactNode } from 'react';
import type { ConversationSummary } from '../../api/conversation.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Owner, useOwnerWords } from '../list/owner.tsx';
import { Badge } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';

interface ThreadHeadProps {
  readonly conversation: ConversationSummary;
  readonly asFacebook: boolean;
  readonly isSideShown: boolean;
  readonly children: ReactNode;
  onFacebook(asFacebook: boolean): void;
  onSide(): void;
}

/** Whose conversation it is and who holds it, always in sight; and what can be done with it. */
export function ThreadHead({ conversation, asFacebook, isSideShown, children, onFacebook, onSide }: ThreadHeadProps) {
  const { go } = useDesk();
  const { t } = useTexts();
  return (
    <header className="thread-head">
      <Button
        tone="quiet"
        icon="arrowLeft"
        className="button-icon only-phone"
        aria-label={t('thread.back')}
        onClick={() => go({ conversation: undefined })}
      />
      <Owner owner={conversation.owner} />
      <Who conversation={conversation} />
      {conversation.urgency !== 'normal' && (
        <Badge tone={conversation.urgency} icon="alert">
          {t(`urgency.${conversation.urgency}`)}
        </Badge>
      )}
      <div className="thread-tools">
        {conversation.channel === 'messenger' && (
          <Button
            tone="quiet"
            icon="facebook"
            aria-pressed={asFacebook}
            className="thread-facebook"
            aria-label={t('facebook.short')}
            title={t('facebook.toggle')}
            onClick={() => onFacebook(!asFacebook)}
          >
            {t('facebook.short')}
          </Button>
        )}
        {children}
        <Button
          tone="quiet"
          icon="info"
          className="button-icon thread-side-toggle"
          aria-label={t('side.label')}
          aria-expanded={isSideShown}
          title={t('side.label')}
          onClick={onSide}
        />
      </div>
    </header>
  );
}

function Who({ conversation: { customer, owner, place } }: { readonly conversation: ConversationSummary }) {
  const { t } = useTexts();
  const words = useOwnerWords(owner);
  return (
    <div className="thread-who">
      <h2 id="thread-title">{customer.label}</h2>
      <p className="small soft">
        {t('thread.held', { owner: words })}
        {place !== null && ` · ${t('thread.place', { place })}`}
      </p>
    </div>
  );
}
