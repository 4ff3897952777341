import type { DeskRole, Person, Skill } from '../../../desk/api/terms.ts';

/** Somebody of the bank, in the stub of the desk. */
export interface StubAgent extends Person {
  readonly roles: readonly DeskRole[];
  readonly skills: readonly Skill[];
}

export const camille: StubAgent = { id: 'agent-camille', name: 'Camille', roles: ['agent'], skills: [] };
export const karim: StubAgent = { id: 'agent-karim', name: 'Karim', roles: ['agent'], skills: ['fraud', 'disputes'] };
export const sophie: StubAgent = { id: 'agent-sophie', name: 'Sophie L.', roles: ['agent', 'supervisor'], skills: [] };
export const nadia: StubAgent = { id: 'agent-nadia', name: 'Nadia', roles: ['auditor'], skills: [] };

export const stubAgents: readonly StubAgent[] = [camille, karim, sophie, nadia];

export function personOf({ id, name }: Person): Person {
  return { id, name };
}
