import type { z } from 'zod';
import type { botSentenceSchema, ThreadEntry } from '../../api/thread.ts';
import { useTexts } from '../app/contexts.ts';
import { Badge } from '../shared/badge.tsx';
import { Delivery } from './delivery.tsx';
import { SealedChip } from './sealed-chip.tsx';

type BotSaid = Extract<ThreadEntry, { kind: 'bot' }>;
type Sentence = z.infer<typeof botSentenceSchema>;

/** What the bot said. Figures are chips: what kind they are, at which level they were shown, and by which sentence. */
export function BotEntry({ entry, asFacebook }: { readonly entry: BotSaid; readonly asFacebook: boolean }) {
  const { t, time, named } = useTexts();
  return (
    <article className="said said-bot">
      <header className="said-by small">
        <Badge tone="bot" icon="bot">
          {t('by.bot')}
        </Badge>
        {!asFacebook && entry.dialog !== null && <span>{named('dialog', entry.dialog)}</span>}
        <time dateTime={entry.at}>{time(entry.at)}</time>
      </header>
      {entry.sentences.map((sentence, index) => (
        <div key={`${index}${sentence.key}`} className="bubble">
          <Words sentence={sentence} asFacebook={asFacebook} />
          {!asFacebook && <Chips sentence={sentence} entry={entry} />}
        </div>
      ))}
      {!asFacebook && entry.delivery !== 'sent' && (
        <footer className="said-foot small">
          <Delivery delivery={entry.delivery} />
        </footer>
      )}
    </article>
  );
}

function Words({ sentence, asFacebook }: { readonly sentence: Sentence; readonly asFacebook: boolean }) {
  const { t } = useTexts();
  if (sentence.text !== null) return <p className="words">{sentence.text}</p>;
  return <p className="words words-unkept">{t(asFacebook ? 'facebook.figures' : 'entry.figures')}</p>;
}

function Chips({ sentence, entry }: { readonly sentence: Sentence; readonly entry: BotSaid }) {
  const classes = Object.entries(sentence.classes);
  if (classes.length === 0) return null;
  return (
    <div className="chips">
      {classes.map(([name, level]) => (
        <SealedChip key={name} name={name} level={level} sentence={sentence.key} dialog={entry.dialog} at={entry.at} />
      ))}
    </div>
  );
}
