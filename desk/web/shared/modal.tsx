import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../app/contexts.ts';
import { Button } from './button.tsx';
import './modal.css';

interface ModalProps {
  readonly title: string;
  readonly description?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
  onClose(): void;
}

/**
 * A window over the page: focus stays inside and goes back to where it was, Escape closes. Without Radix's overlay: it writes a style
 * element into the page, which our Content-Security-Policy forbids.
 */
export function Modal({ title, description, wide = false, children, onClose }: ModalProps) {
  const { t } = useTexts();
  const before = useRef<Element | null>(document.activeElement);
  useEffect(() => () => (before.current instanceof HTMLElement ? before.current.focus() : undefined), []);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <div className="modal-backdrop" aria-hidden="true" />
        <Dialog.Content
          className={`modal ${wide ? 'modal-wide' : ''}`}
          onCloseAutoFocus={(event) => event.preventDefault()}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <Dialog.Title className="modal-title">{title}</Dialog.Title>
          {description !== undefined && <Dialog.Description className="modal-description">{description}</Dialog.Description>}
          <div className="modal-body">{children}</div>
          <Dialog.Close asChild>
            <Button tone="quiet" icon="close" className="button-icon modal-close" aria-label={t('close')} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
