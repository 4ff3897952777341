import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Wallboard } from '../../api/reports.ts';
import { useDesk, useNow, useTexts } from '../app/contexts.ts';
import { Badge } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import { Empty, Skeleton } from '../shared/empty.tsx';
import { queryKeys } from '../state/query-keys.ts';
import './wallboard.css';

const everyMs = 5000;

/** How the counter stands: who waits, how long, and whether answers come in time. Readable from across a room. */
export function WallboardPage() {
  const { api } = useDesk();
  const { t } = useTexts();
  const board = useQuery({ queryKey: queryKeys.wallboard, queryFn: () => api.wallboard(), refetchInterval: everyMs });
  if (board.data) return <Board board={board.data} />;
  if (!board.isError) return <Skeleton lines={9} />;
  return (
    <Empty icon="alert" title={t('wall.failed')}>
      <Button onClick={() => void board.refetch()}>{t('retry')}</Button>
    </Empty>
  );
}

function Board({ board }: { readonly board: Wallboard }) {
  const { t, moment, time } = useTexts();
  const now = useNow();
  return (
    <div className="page" role="region" tabIndex={0} aria-labelledby="page-title">
      <header className="page-head">
        <h1 id="page-title">{t('page.wallboard')}</h1>
        <Badge tone={board.open ? 'good' : 'plain'}>
          {board.open ? t('wall.open') : board.opensAt === null ? t('wall.closed') : t('wall.opens', { at: moment(board.opensAt, now) })}
        </Badge>
        <span className="small soft digits">{t('wall.at', { at: time(board.at) })}</span>
      </header>
      <Figures board={board} />
      <div className="wall-tables">
        <SkillTable skills={board.skills} />
        <UrgencyTable urgencies={board.urgencies} />
      </div>
    </div>
  );
}

function Figures({ board }: { readonly board: Wallboard }) {
  const { t, span, number } = useTexts();
  const { today, satisfaction } = board;
  const inTime = today.answered === 0 ? '–' : `${Math.round((today.inTime / today.answered) * 100)}\u202f%`;
  return (
    <dl className="wall">
      <Figure label={t('wall.waiting')} value={number(board.waiting)} tone={board.late > 0 ? 'urgent' : 'plain'}>
        {board.waiting > 0 ? t('wall.longest', { span: span(board.longestWaitMs) }) : t('wall.nobody')}
      </Figure>
      <Figure label={t('wall.late')} value={number(board.late)} tone={board.late > 0 ? 'urgent' : 'plain'}>
        {t('wall.late.how')}
      </Figure>
      <Figure label={t('wall.inTime')} value={inTime}>
        {t('wall.answered', { inTime: today.inTime, answered: today.answered })}
      </Figure>
      <Figure label={t('wall.first')} value={today.medianFirstAnswerMs === null ? '–' : span(today.medianFirstAnswerMs)}>
        {t('wall.first.how')}
      </Figure>
      <Figure label={t('wall.withAgents')} value={number(board.withAgents)}>
        {t('wall.agents', { available: board.agents.available, away: board.agents.away })}
      </Figure>
      <Figure label={t('wall.promised')} value={number(board.promised)}>
        {t('wall.handedOver', { count: today.handedOver })}
      </Figure>
      <Figure label={t('wall.satisfaction')} value={satisfaction.average === null ? '–' : number(satisfaction.average, 1)}>
        {t('wall.answers', { count: satisfaction.answers })}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly tone?: 'plain' | 'urgent';
  readonly children: ReactNode;
}

function Figure({ label, value, tone = 'plain', children }: FigureProps) {
  return (
    <div className={`wall-figure wall-${tone}`}>
      <dt>{label}</dt>
      <dd className="wall-value digits">{value}</dd>
      <dd className="small soft">{children}</dd>
    </div>
  );
}

function SkillTable({ skills }: { readonly skills: Wallboard['skills'] }) {
  const { t, span, number } = useTexts();
  return (
    <table className="table">
      <caption>{t('wall.skills')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('wall.skill')}</th>
          <th scope="col" className="table-number">
            {t('wall.waiting')}
          </th>
          <th scope="col" className="table-number">
            {t('wall.longest.short')}
          </th>
          <th scope="col" className="table-number">
            {t('wall.available')}
          </th>
        </tr>
      </thead>
      <tbody>
        {skills.map(({ skill, waiting, longestWaitMs, available }) => (
          <tr key={skill}>
            <th scope="row">{t(`skill.${skill}`)}</th>
            <td className="table-number">{number(waiting)}</td>
            <td className="table-number">{waiting === 0 ? '–' : span(longestWaitMs)}</td>
            <td className="table-number">{available === 0 && waiting > 0 ? <Badge tone="urgent">0</Badge> : number(available)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UrgencyTable({ urgencies }: { readonly urgencies: Wallboard['urgencies'] }) {
  const { t, number } = useTexts();
  return (
    <table className="table">
      <caption>{t('wall.urgencies')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('wall.urgency')}</th>
          <th scope="col" className="table-number">
            {t('wall.waiting')}
          </th>
        </tr>
      </thead>
      <tbody>
        {urgencies.map(({ urgency, waiting }) => (
          <tr key={urgency}>
            <th scope="row">{t(`urgency.${urgency}`)}</th>
            <td className="table-number">{number(waiting)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
