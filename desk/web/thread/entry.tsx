import type { ThreadEntry } from '../../api/thread.ts';
import { BotEntry } from './bot-entry.tsx';
import { AgentEntry, CustomerEntry, DocumentEntry, NoteEntry } from './said-entry.tsx';
import { SatisfactionEntry, SystemEntry, TransitionEntry } from './told-entry.tsx';

/** One thing that happened. */
export function Entry({ entry, asFacebook }: { readonly entry: ThreadEntry; readonly asFacebook: boolean }) {
  switch (entry.kind) {
    case 'customer':
      return <CustomerEntry entry={entry} />;
    case 'bot':
      return <BotEntry entry={entry} asFacebook={asFacebook} />;
    case 'agent':
      return <AgentEntry entry={entry} />;
    case 'document':
      return <DocumentEntry entry={entry} asFacebook={asFacebook} />;
    case 'note':
      return <NoteEntry entry={entry} />;
    case 'transition':
      return <TransitionEntry entry={entry} asFacebook={asFacebook} />;
    case 'system':
      return <SystemEntry entry={entry} />;
    default:
      return <SatisfactionEntry entry={entry} />;
  }
}
