/** Somebody of the demo bank's staff. */
export interface StaffMember {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly roles: readonly ('agent' | 'supervisor' | 'auditor')[];
}

/** Two who answer, one who leads them, one who looks at what was read. */
export const staff: readonly StaffMember[] = [
  { id: 'alix', givenName: 'Alix', familyName: 'Renard', roles: ['agent'] },
  { id: 'basile', givenName: 'Basile', familyName: 'Martin', roles: ['agent'] },
  { id: 'claire', givenName: 'Claire', familyName: 'Fontaine', roles: ['supervisor'] },
  { id: 'denis', givenName: 'Denis', familyName: 'Lambert', roles: ['auditor'] },
];
