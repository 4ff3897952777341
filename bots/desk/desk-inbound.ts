import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { Json } from '../../store/port.ts';
import { addressSchema, type Inbound } from '../inbound.ts';

/** The event of the conversation that an act of the desk becomes: in line with everything else that happens to it. */
export function deskInbound(address: Json, id: string, desk: DeskEvent): Inbound {
  return { ...addressSchema.parse(address), type: 'desk', id, hasAttachment: false, redacted: [], desk };
}
