import { describe, expect, test } from '@jest/globals';
import { seal } from '../../secrecy/sealed.ts';
import { bubbles, keys, runDialog, sentence } from '../../test/support/run-dialog.ts';
import { deliveryView, scriptedServices } from '../../test/support/scripted-services.ts';
import { deliveryDate } from './dialog.ts';

type View = ReturnType<typeof deliveryView>;
const ask = async (views: readonly View[], language: 'fr' | 'en' = 'fr') => {
  const outcome = await runDialog(deliveryDate, { services: scriptedServices({ deliveries: () => views }), language });
  return { replies: outcome.replies, texts: bubbles(deliveryDate, outcome, language) };
};
const window: Partial<View> = {
  expectation: seal('delivery', 'window'),
  expectedFrom: seal('delivery', { time: '09:00' }),
  expectedTo: seal('delivery', { time: '12:00' }),
};

describe('one parcel', () => {
  test('is a full sentence with a button to the carrier’s page', async () => {
    const { replies, texts } = await ask([deliveryView()]);
    expect(texts).toEqual(['Votre colis Fnac est en route avec La Poste. Livraison prévue le jeudi 19 novembre.']);
    expect(replies[0]).toMatchObject({ buttons: [{ kind: 'open', label: { key: 'delivery_date.track' } }] });
  });

  test('has no button where the carrier has no page', async () => {
    const { trackingUrl: _trackingUrl, ...view } = deliveryView();
    expect((await ask([view])).replies[0]).toMatchObject({ buttons: [] });
  });

  test.each([
    [deliveryView({ ...window }), 'It is expected on Thursday 19 November, between 09:00 and 12:00.'],
    [deliveryView({ expectation: seal('delivery', 'none') }), 'The carrier gives no date yet.'],
    [deliveryView({ status: seal('delivery', 'announced') }), 'Your Fnac parcel is announced; La Poste doesn’t have it yet.'],
    [deliveryView({ status: seal('delivery', 'delayed') }), 'Your Fnac parcel is delayed at La Poste.'],
    [
      deliveryView({ status: seal('delivery', 'failed'), ...window }),
      'They will try again on Thursday 19 November, between 09:00 and 12:00.',
    ],
    [deliveryView({ status: seal('delivery', 'returned') }), 'La Poste has sent your Fnac parcel back. Please ask the shop.'],
    [deliveryView({ status: seal('delivery', 'delivered') }), 'was delivered by La Poste. That was on Thursday 19 November.'],
    [deliveryView({ status: seal('delivery', 'unknown') }), 'La Poste does not say yet where your Fnac parcel is.'],
  ])('says in plain words how it stands (%#)', async (view, words) => {
    expect((await ask([view], 'en')).texts[0]).toContain(words);
  });
});

test('several parcels are cards, soonest first', async () => {
  const { replies, texts } = await ask([deliveryView(), deliveryView({ ...window, status: seal('delivery', 'out_for_delivery') })]);
  expect(texts).toEqual(['Vous avez 2 colis en route, du plus proche au plus lointain :']);
  const cards = replies[1]?.kind === 'cards' ? replies[1].cards : [];
  expect(cards.map(({ title, subtitle }) => [sentence(deliveryDate, title), subtitle && sentence(deliveryDate, subtitle)])).toEqual([
    ['Fnac : jeudi 19 novembre', 'La Poste · en route'],
    ['Fnac : jeudi 19 novembre', 'La Poste · en cours de livraison · entre 9 h et 12 h'],
  ]);
});

describe('no parcel on its way', () => {
  test('tells what was delivered last, newest first', async () => {
    const delivered = ['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'].map((day) =>
      deliveryView({ status: seal('delivery', 'delivered'), expectedDay: seal('delivery', { day }) }),
    );
    const services = scriptedServices({ deliveries: ({ includeDelivered }) => (includeDelivered ? delivered : []) });
    const outcome = await runDialog(deliveryDate, { services, slots: { merchant: 'fnac' } });
    expect(bubbles(deliveryDate, outcome)).toEqual([
      'Aucun colis n’est en route pour « fnac ».\nLes derniers livrés :\n' +
        '· Fnac, La Poste : livré le vendredi 13 novembre\n· Fnac, La Poste : livré le jeudi 12 novembre\n· Fnac, La Poste : livré le mercredi 11 novembre',
    ]);
  });

  test('and none delivered says where the knowledge ends', async () => {
    const outcome = await runDialog(deliveryDate, { services: scriptedServices({}) });
    expect(keys(outcome)).toEqual([['delivery_date.none', 'delivery_date.none_hint']]);
  });
});
