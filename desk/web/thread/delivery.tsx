import type { z } from 'zod';
import type { deliverySchema } from '../../api/thread.ts';
import { useTexts } from '../app/contexts.ts';
import { Icon, type IconName } from '../shared/icon.tsx';

const icons = { sending: 'clock', sent: 'check', unknown: 'help', failed: 'alert' } as const satisfies Readonly<Record<string, IconName>>;

/** What became of a message on its way to Messenger. */
export function Delivery({ delivery }: { readonly delivery: z.infer<typeof deliverySchema> }) {
  const { t } = useTexts();
  return (
    <span className={`delivery delivery-${delivery}`}>
      <Icon name={icons[delivery]} />
      {t(`delivery.${delivery}`)}
    </span>
  );
}
