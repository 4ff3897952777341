/** Version of the rules of disclosure; the ledger says under which a message was let out. To be raised with each change of them. */
export const policyVersion = 1;
