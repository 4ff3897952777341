import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import type { DeskLanguage } from '../../api/terms.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { useKeyAction } from '../app/key-actions.tsx';
import { Button } from '../shared/button.tsx';
import { KeyOf } from '../shared/keys.tsx';
import type { DraftMode } from '../state/drafts.ts';
import { CannedMenu } from './canned-menu.tsx';
import { HandOver } from './hand-over.tsx';
import { MentionList } from './mention-list.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { useClaimOnKey } from './use-claim-on-key.ts';
import { useSend } from './use-send.ts';
import { useTypingSign } from './use-typing-sign.ts';
import type { Writing } from './use-write.ts';
import { WindowLine } from './window-line.tsx';
import './composer.css';

interface ComposerProps {
  readonly detail: ConversationDetail;
  readonly writing: Writing;
}

/** Where one writes: to the customer, or, in another colour, to colleagues. What is written is kept until it has left. */
export function Composer({ detail, writing }: ComposerProps) {
  const { write, refusal, forgive } = writing;
  const { t } = useTexts();
  const input = useRef<HTMLTextAreaElement>(null);
  const { mode, text, change, turnTo } = useDrafts(detail.conversation.id, input);
  const claimed = useClaimOnKey(detail, write);
  const sign = useTypingSign(detail.conversation.id);
  const { send, isSending, blocked } = useSend({ detail, mode, text, write, claimed, onSent: (sent) => change(sent, '') });
  useKeyAction('reply', () => turnTo('reply'));
  useKeyAction('note', () => turnTo('note'));
  useKeyAction('send', () => void send());
  return (
    <div className={`composer composer-${mode}`}>
      {refusal && <RefusalNote refusal={refusal} onClose={forgive} />}
      <div className="composer-head">
        <ModeSwitch mode={mode} onMode={turnTo} />
        {mode === 'reply' ? <WindowLine detail={detail} /> : <p className="small composer-private">{t('composer.private')}</p>}
      </div>
      <textarea
        ref={input}
        className="composer-text"
        rows={3}
        value={text}
        maxLength={mode === 'reply' ? 1900 : 4000}
        readOnly={isSending}
        aria-label={t(`composer.${mode}.label`)}
        placeholder={t(`composer.${mode}`)}
        onChange={(event) => {
          change(mode, event.target.value);
          if (mode === 'reply') {
            claimed.onKey();
            sign(event.target.value !== '');
          }
        }}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <ComposerFoot
        mode={mode}
        text={text}
        input={input}
        language={detail.conversation.language}
        isSending={isSending}
        blocked={blocked}
        beside={<HandOver detail={detail} writing={writing} />}
        onChange={(next) => change(mode, next)}
        onSend={() => void send()}
      />
    </div>
  );
}

/** What is being written in each mode, kept as it is typed: the one does not know of the other. */
function useDrafts(conversation: string, input: RefObject<HTMLTextAreaElement | null>) {
  const { drafts } = useDesk();
  const [mode, setMode] = useState<DraftMode>('reply');
  const [texts, setTexts] = useState<Readonly<Record<DraftMode, string>>>(() => ({
    reply: drafts.read(conversation, 'reply'),
    note: drafts.read(conversation, 'note'),
  }));
  return {
    mode,
    text: texts[mode],
    change(of: DraftMode, text: string): void {
      setTexts((known) => ({ ...known, [of]: text }));
      drafts.write(conversation, of, text);
    },
    turnTo(next: DraftMode): void {
      setMode(next);
      // After the key that led here has done all it does: it must not be typed.
      requestAnimationFrame(() => input.current?.focus());
    },
  };
}

interface ComposerFootProps {
  readonly mode: DraftMode;
  readonly text: string;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly language: DeskLanguage;
  readonly isSending: boolean;
  readonly blocked: string | undefined;
  /** What else can be done instead of writing. */
  readonly beside: ReactNode;
  onChange(text: string): void;
  onSend(): void;
}

/** What helps with writing, and the way out. */
function ComposerFoot({ mode, text, input, language, isSending, blocked, beside, onChange, onSend }: ComposerFootProps) {
  const { t } = useTexts();
  return (
    <div className="composer-foot">
      {mode === 'reply' && beside}
      {mode === 'reply' ? (
        <CannedMenu language={language} onPick={(picked) => onChange(text === '' ? picked : `${text}\n${picked}`)} input={input} />
      ) : (
        <MentionList text={text} input={input} onChange={onChange} />
      )}
      <span className="composer-state small soft" role="status">
        {isSending ? t('composer.sending') : text === '' ? '' : t('composer.kept')}
      </span>
      <Button tone="main" icon={mode === 'reply' ? 'send' : 'note'} blocked={blocked} onClick={onSend}>
        {t(`composer.${mode}.send`)} <KeyOf action="send" />
      </Button>
    </div>
  );
}
