import type { ChatLevel, ChatTopic } from '../../connectors/ports/disclosure-control.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

const order: readonly ChatLevel[] = ['sealed', 'hinted', 'banded', 'shown'];

/** The most that is said of anything. */
function highest(levels: Readonly<Record<ChatTopic, ChatLevel>>): ChatLevel {
  const { alert: _alert, ...answers } = levels;
  return order.findLast((level) => Object.values(answers).includes(level)) ?? 'sealed';
}

/** Who can read what, what appears here now, and how to change it. */
export const privacy = defineDialog({
  id: 'privacy',
  version: 1,
  description: 'The customer asks who can read this conversation or what is done with the data, or wants more to be shown here.',
  messages: { fr, en },
  examples,
  slots: {},
  async run({ disclosure, linking, say, message }) {
    if (!(await linking.isLinked())) return say.lines([['who'], ['unlinked']], { suggest: ['link_account'] });
    const level = highest(await disclosure.levels());
    const suggest = level === 'sealed' ? [] : ['hide_amounts'];
    const url = await disclosure.page();
    const state = await disclosure.model();
    const model = state === 'none' ? [] : [['model', { state }] as const];
    const lines = [['who'], ...model, ['now', { level }], ...(level === 'sealed' ? [] : [['lower'] as const])] as const;
    if (url === undefined) return say.lines([...lines, ...(level === 'shown' ? [] : [['raise'] as const])], { suggest });
    say.lines([...lines, ['page']], { suggest, buttons: [{ kind: 'open', label: message('open'), url }] });
  },
});
