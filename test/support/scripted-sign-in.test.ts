import { describeBankSignIn } from '../contracts/bank-sign-in.ts';
import { createScriptedSignIn } from './scripted-sign-in.ts';

describeBankSignIn('scripted sign-in', async () => {
  const signIn = createScriptedSignIn({ now: () => new Date() });
  return {
    signIn,
    redirectUri: 'http://127.0.0.1/link/callback',
    authorise: async (url) => signIn.authorise(url),
    decline: async (url) => signIn.decline(url),
  };
});
