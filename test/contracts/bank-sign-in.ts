import { describe, expect, test } from '@jest/globals';
import type { BankSignIn, SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';

/** A sign-in under test, with what a customer's browser does at the bank. */
export interface BankSignInUnderTest {
  readonly signIn: BankSignIn;
  readonly redirectUri: string;
  /** Signs in and consents; resolves to the address the bank sends the browser to. */
  authorise(authorizationUrl: string): Promise<string>;
  /** Refuses; resolves to the address the bank sends the browser to. */
  decline(authorizationUrl: string): Promise<string>;
}

/** How the UK's banks call a strong sign-in; each one under test has it. */
const strong = 'urn:openbanking:psd2:sca';

/** What every sign-in at a bank must do. */
export function describeBankSignIn(name: string, open: () => Promise<BankSignInUnderTest>): void {
  async function signInOnce({ signIn, redirectUri, authorise }: BankSignInUnderTest): Promise<SignedInCustomer> {
    const { authorizationUrl, pending } = await signIn.begin(redirectUri);
    return signIn.finish(new URL(await authorise(authorizationUrl)), pending);
  }

  describe(name, () => {
    test('signs a customer in, with tokens and a consent', async () => {
      const customer = await signInOnce(await open());
      expect(customer.subject).not.toBe('');
      expect(customer.tokens.accessToken).not.toBe('');
      expect(customer.tokens.consentId).not.toBe('');
      expect(Date.parse(customer.tokens.expiresAt)).not.toBeNaN();
    });

    test('makes a new state for each sign-in, and keeps the verifier out of the address', async () => {
      const { signIn, redirectUri } = await open();
      const [first, second] = [await signIn.begin(redirectUri), await signIn.begin(redirectUri)];
      expect(first.pending.state).not.toBe(second.pending.state);
      expect(first.authorizationUrl).not.toContain(first.pending.codeVerifier);
    });

    test('refuses the answer to another sign-in', async () => {
      const { signIn, redirectUri, authorise } = await open();
      const [mine, theirs] = [await signIn.begin(redirectUri), await signIn.begin(redirectUri)];
      const answer = await authorise(theirs.authorizationUrl);
      await expect(signIn.finish(new URL(answer), mine.pending)).rejects.toMatchObject({ code: 'bad_request' });
      const swapped = new URL(answer);
      swapped.searchParams.set('state', mine.pending.state);
      await expect(signIn.finish(swapped, mine.pending)).rejects.toMatchObject({ code: 'bad_request' });
    });

    test('refuses an answer that was used before', async () => {
      const { signIn, redirectUri, authorise } = await open();
      const { authorizationUrl, pending } = await signIn.begin(redirectUri);
      const answer = new URL(await authorise(authorizationUrl));
      await signIn.finish(answer, pending);
      await expect(signIn.finish(answer, pending)).rejects.toMatchObject({ code: 'bad_request' });
    });

    test('says that the customer refused', async () => {
      const { signIn, redirectUri, decline } = await open();
      const { authorizationUrl, pending } = await signIn.begin(redirectUri);
      await expect(signIn.finish(new URL(await decline(authorizationUrl)), pending)).rejects.toMatchObject({ code: 'consent_expired' });
    });

    test('asks who it is and nothing else, by a sign-in of just now', async () => {
      const { signIn, redirectUri, authorise } = await open();
      const { authorizationUrl, pending } = await signIn.begin(redirectUri, { maxAgeS: 300, acr: strong, identityOnly: true });
      expect(pending).not.toHaveProperty('consentId');
      const customer = await signIn.finish(new URL(await authorise(authorizationUrl)), pending);
      expect(customer.subject).not.toBe('');
      expect(Date.parse(customer.authTime ?? '')).not.toBeNaN();
      expect(customer.tokens).not.toHaveProperty('consentId');
      await signIn.revoke(customer.tokens);
    });

    test('renews tokens for the same consent, until they are revoked', async () => {
      const opened = await open();
      const { tokens } = await signInOnce(opened);
      const renewed = await opened.signIn.refresh(tokens);
      expect(renewed.accessToken).not.toBe(tokens.accessToken);
      expect(renewed.consentId).toBe(tokens.consentId);
      await opened.signIn.revoke(renewed);
      await expect(opened.signIn.refresh(renewed)).rejects.toMatchObject({ code: 'consent_expired' });
    });
  });
}
