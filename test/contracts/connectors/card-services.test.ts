import { expect, test } from '@jest/globals';
import { createCardServices } from '../../../connectors/card-services/create-card-services.ts';
import type { CustomerAccess } from '../../../connectors/ports/customer-access.ts';
import { startDemoBank } from '../../../demo/start-demo-bank.ts';
import { openSealed, seal } from '../../../secrecy/sealed.ts';
import { connectorFailure } from '../../support/connector-failure.ts';
import { createFakeCardServices } from '../../support/fake-card-services.ts';
import { openEgress } from '../../support/open-egress.ts';
import { type CardServicesStage, describeCardServices } from './card-services.contract.ts';

const now = (): Date => new Date('2026-11-17T12:00:00Z');
const payment = seal('transaction', { accountId: 'account-1', transactionId: 'tx-1' });

describeCardServices('the fake', async () => {
  const services = createFakeCardServices();
  const access = (key: string): CustomerAccess => ({ key, accessToken: async () => 'token' });
  return { services, customer: access('a'), stranger: access('b'), payment, carriedOut: () => services.carriedOut, close: async () => {} };
});

async function demoStage(): Promise<CardServicesStage & { readonly bank: Awaited<ReturnType<typeof startDemoBank>> }> {
  const bank = await startDemoBank({ now, redirectUris: ['https://guichet.example/link/callback'] });
  const services = createCardServices({
    egress: openEgress(),
    baseUrl: bank.cardServices.url,
    timeoutMs: 500,
    retry: { attempts: 1, baseMs: 1 },
  });
  const access = async (customerId: string): Promise<CustomerAccess> => {
    const { accessToken } = (await bank.signInDirectly(customerId)).tokens;
    return { key: `link-${customerId}`, accessToken: async () => accessToken };
  };
  const close = async (): Promise<void> => {
    await services.close();
    await bank.stop();
  };
  const carriedOut = (): string[] => bank.cardServices.carriedOut.map(({ key }) => key);
  return { bank, services, customer: await access('demo-fr'), stranger: await access('demo-gb'), payment, carriedOut, close };
}

describeCardServices('the API at the demo bank', demoStage);

test.each(['reset', 'silence'] as const)('an answer that is lost (%s) leaves a freeze to be found by its key', async (loseAnswer) => {
  const { bank, services, customer, carriedOut, close } = await demoStage();
  try {
    bank.faults.set({ loseAnswer, path: '/card-services/v1/freezes' });
    const failed = await connectorFailure(services.freeze(customer, { which: 'all' }, 'key-of-operation-1'));
    expect(failed.code).toBe('bank_unavailable');
    expect(carriedOut()).toEqual(['key-of-operation-1']);
    expect(await services.freezeByKey(customer, 'key-of-operation-1')).toEqual({ outcome: 'done' });
  } finally {
    await close();
  }
});

test('a key that comes with another wish is refused', async () => {
  const { services, customer, carriedOut, close } = await demoStage();
  try {
    await services.freeze(customer, { which: 'all' }, 'key-of-operation-1');
    const failed = await connectorFailure(services.freeze(customer, { which: 'last4', last4: '1234' }, 'key-of-operation-1'));
    expect([failed.code, failed.status]).toEqual(['bad_request', 422]);
    expect(carriedOut()).toEqual(['key-of-operation-1']);
  } finally {
    await close();
  }
});

test('every demo customer has a card that can be told by its digits', async () => {
  const { bank, services, close } = await demoStage();
  try {
    for (const { id } of bank.customers) {
      const { accessToken } = (await bank.signInDirectly(id)).tokens;
      const customer = { key: id, accessToken: async () => accessToken };
      const cards = await services.listCards(customer);
      expect(new Set(cards.map(({ label }) => openSealed(label).slice(-4))).size).toBe(cards.length);
      expect(cards.length).toBe(['demo-fr', 'demo-gb'].includes(id) ? 2 : 1);
    }
  } finally {
    await close();
  }
});
