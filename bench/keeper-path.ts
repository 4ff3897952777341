/** Where the counter says how many scripts the keeper of its ledger has run. */
export const keeperPath = '/bench/keeper-scripts';
