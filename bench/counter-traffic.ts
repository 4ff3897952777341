/** The traffic of the counter and its peers: nobody says anything of interest, and nobody comes often enough to be held back. */
export const counterTraffic = {
  says: [{ scenario: 'hello', text: 'hello' }],
  psidOf: (serial: number): string => String(100_000 + (serial % 500)),
  lanes: 32,
};
