import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import type { ConversationSummary } from '../../api/conversation.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Button } from '../shared/button.tsx';
import { Empty, Skeleton } from '../shared/empty.tsx';
import { ConversationRow } from './conversation-row.tsx';
import type { useList } from './use-list.ts';
import './conversation-list.css';

interface ConversationListProps {
  readonly conversations: readonly ConversationSummary[];
  readonly list: ReturnType<typeof useList>['list'];
  readonly cursor: string | undefined;
  readonly total: number | undefined;
  /** What leaves conversations of this area out. */
  readonly narrowedBy: 'search' | 'filter' | undefined;
  onCursor(id: string): void;
}

/** The rows that are in sight, and a few around them: ten thousand scroll as ten do. */
export function ConversationList(props: ConversationListProps) {
  const { conversations, list, narrowedBy } = props;
  const { place } = useDesk();
  const { t } = useTexts();
  if (list.isError && conversations.length === 0) return <ListFailed onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={12} />;
  if (conversations.length > 0) return <Rows {...props} />;
  return narrowedBy === undefined ? (
    <Empty icon="check" title={t(`empty.${place.queue}`)} />
  ) : (
    <Empty icon="search" title={t('empty.search')}>
      <p>{t(narrowedBy === 'search' ? 'empty.search.how' : 'empty.filter.how')}</p>
    </Empty>
  );
}

function ListFailed({ onRetry }: { onRetry(): void }) {
  const { t } = useTexts();
  return (
    <Empty icon="alert" title={t('list.failed')}>
      <Button onClick={onRetry}>{t('retry')}</Button>
    </Empty>
  );
}

const rowRem = 5.25;
/** How near to the end the next page is asked for, in rows. */
const nearEnd = 30;

function Rows({ conversations, list, cursor, total, onCursor }: ConversationListProps) {
  const { place, go } = useDesk();
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const at = conversations.findIndex(({ id }) => id === cursor);
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: 8,
    rangeExtractor: useRangeWith(Math.max(at, 0)),
  });
  const shown = rows.getVirtualItems();
  const tabStop = conversations[Math.max(at, 0)]?.id;
  useNextPage(list, (rows.range?.endIndex ?? 0) >= conversations.length - nearEnd);
  useCursorInSight({ box, cursor, at, scroll: (index) => rows.scrollToIndex(index) });
  return (
    <div className="rows" ref={box}>
      <div className="rows-all" role="list" aria-label={t('list.label')} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const conversation = conversations[index];
          return (
            conversation && (
              <div
                key={key}
                className="rows-place"
                role="listitem"
                aria-setsize={total ?? conversations.length}
                aria-posinset={index + 1}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <ConversationRow
                  conversation={conversation}
                  isOpen={place.conversation === conversation.id}
                  isFirst={conversation.id === tabStop}
                  onOpen={() => go({ conversation: conversation.id })}
                  onFocus={() => onCursor(conversation.id)}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

/** Asks for the next page where the end of what there is comes near. */
function useNextPage({ hasNextPage, isFetchingNextPage, fetchNextPage }: ConversationListProps['list'], isNear: boolean): void {
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && isNear) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, isNear]);
}

/** The rows in sight, and the one that the keys are on: it keeps the focus however far the list is scrolled, and Tab always leads to it. */
function useRangeWith(stop: number): (range: Range) => number[] {
  return useCallback(
    (range) =>
      [...new Set([stop, ...defaultRangeExtractor(range)])].sort((one, other) => one - other).filter((index) => index < range.count),
    [stop],
  );
}

/** Rows grow with the text size of the browser. */
function useRowHeight(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * rowRem;
}

interface CursorOptions {
  readonly box: { readonly current: HTMLDivElement | null };
  readonly cursor: string | undefined;
  readonly at: number;
  scroll(index: number): void;
}

/** The row under the cursor is scrolled to and focused, once for each move: it is there, in sight or not. */
function useCursorInSight({ box, cursor, at, scroll }: CursorOptions): void {
  const moved = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (cursor === undefined || moved.current === cursor) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(cursor)}"]`);
    if (!row) return;
    moved.current = cursor;
    if (row === document.activeElement) return;
    scroll(at);
    row.focus({ preventScroll: true });
  });
}
