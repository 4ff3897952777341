import { type KeyboardEvent, useId, useState } from 'react';
import { useTexts } from '../app/contexts.ts';
import type { DeskWindow } from '../app/shell.tsx';
import { Icon } from '../shared/icon.tsx';
import { KeyOf } from '../shared/keys.tsx';
import { Modal } from '../shared/modal.tsx';
import { type Command, useCommands } from './use-commands.ts';
import './palette.css';

/** Everything that can be done now, found by typing. */
export function Palette({ onClose, onWindow }: { onClose(): void; onWindow(shown: DeskWindow): void }) {
  const { t } = useTexts();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const commands = useCommands(onWindow);
  const wanted = plain(search);
  const found = commands.filter(({ words }) => plain(words).includes(wanted));
  const chosen = Math.min(at, found.length - 1);
  const run = (command: Command | undefined): void => {
    onClose();
    // Behind the closing of this window: what runs may open one of its own.
    if (command) setTimeout(command.run);
  };
  const steer = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt(Math.min(Math.max(chosen + step, 0), found.length - 1));
    if (event.key === 'Enter') run(found[chosen]);
    if (step !== undefined || event.key === 'Enter') event.preventDefault();
  };
  return (
    <Modal title={t('palette.title')} onClose={onClose}>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[chosen] && `${list}-${found[chosen].name}`}
        aria-label={t('palette.search')}
        placeholder={t('palette.search')}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={steer}
      />
      <CommandList id={list} commands={found} chosen={chosen} onRun={run} onPoint={setAt} />
      {found.length === 0 && <p className="soft">{t('palette.none')}</p>}
    </Modal>
  );
}

interface CommandListProps {
  readonly id: string;
  readonly commands: readonly Command[];
  readonly chosen: number;
  onRun(command: Command): void;
  onPoint(at: number): void;
}

function CommandList({ id, commands, chosen, onRun, onPoint }: CommandListProps) {
  const { t } = useTexts();
  return (
    <div className="palette" id={id} role="listbox" aria-label={t('palette.title')}>
      {commands.map((command, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the combobox above has the focus and the keys
        <div
          key={command.name}
          id={`${id}-${command.name}`}
          role="option"
          aria-selected={index === chosen}
          className="palette-line"
          onClick={() => onRun(command)}
          onMouseMove={() => onPoint(index)}
        >
          <Icon name={command.icon} />
          <span>{command.words}</span>
          {command.action && <KeyOf action={command.action} />}
        </div>
      ))}
    </div>
  );
}

/** Without accents and capitals, as people type who look for something. */
function plain(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
