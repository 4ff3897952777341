import type { DeliveryView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import type { ParcelsAsked, ParcelsFound } from './find-parcels.ts';

type LeadKey = 'due' | 'late' | 'late_any' | 'arrived' | 'arrived_none' | 'none';
type Line = readonly [LeadKey, ReplyArguments];

function noneLine({ merchant, parcel }: ParcelsAsked, first: DeliveryView | undefined): Line {
  const carrier = parcel?.carrier;
  return [
    'none',
    {
      merchantAsked: merchant === undefined ? 'no' : 'yes',
      // The shop's own name where it is known.
      merchant: first?.merchant ?? merchant ?? '',
      carrierAsked: carrier === undefined ? 'no' : 'yes',
      carrier: first?.carrier ?? carrier ?? '',
    },
  ];
}

function dueLine({ period }: ParcelsAsked, answer: 'yes' | 'no', today: string): Line {
  const from = period?.from ?? today;
  const to = period?.to ?? from;
  return ['due', { answer, days: from === to ? 'one' : 'many', from: { day: from }, to: { day: to } }];
}

/** The yes or no of an answer, if one was asked for, and that nothing is on its way, if that is so. */
export function leadLines(asked: ParcelsAsked, found: ParcelsFound, today: string): readonly Line[] {
  const { question } = asked;
  const { views, delivered, days } = found;
  const [first] = views;
  const nothing: readonly Line[] = delivered || !first ? [noneLine(asked, first)] : [];
  if (question === 'due' && days) return [dueLine(asked, days === 'due' ? 'yes' : 'no', today), ...(days === 'due' ? [] : nothing)];
  if (!first) return nothing;
  if (question === 'late')
    return [views.length > 1 && !delivered ? ['late_any', { anyLate: first.anyLate }] : ['late', { status: first.status }]];
  if (question === 'arrived') return [views.length > 1 && !delivered ? ['arrived_none', {}] : ['arrived', { status: first.status }]];
  return days === 'due' ? [] : nothing;
}
