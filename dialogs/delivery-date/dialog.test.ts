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
    [deliveryView({ status: seal('delivery', 'delivered') }), 'was delivered by La Poste on Thursday 19 November.'],
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
    const services = scriptedServices({ deliveries: (query) => (query.delivered ? delivered.toReversed() : []) });
    expect(bubbles(deliveryDate, await runDialog(deliveryDate, { services }))).toEqual([
      'Aucun colis n’est en route.\nLes derniers livrés :\n' +
        '· Fnac, La Poste : livré le vendredi 13 novembre\n· Fnac, La Poste : livré le jeudi 12 novembre\n· Fnac, La Poste : livré le mercredi 11 novembre',
    ]);
    // Of one shop the newest is the one that is asked about.
    expect(bubbles(deliveryDate, await runDialog(deliveryDate, { services, slots: { merchant: 'fnca' } }))).toEqual([
      'Aucun colis n’est en route pour « Fnac ».\nVotre colis Fnac a été livré par La Poste le vendredi 13 novembre.',
    ]);
  });

  test('says yesterday for yesterday, and the day of the purchase where no other is known', async () => {
    const delivered = [
      deliveryView({ status: seal('delivery', 'delivered'), when: seal('delivery', 'yesterday') }),
      deliveryView({ status: seal('delivery', 'delivered'), expectation: seal('delivery', 'none') }),
    ];
    const services = scriptedServices({ deliveries: (query) => (query.delivered ? delivered : []) });
    expect(
      bubbles(deliveryDate, await runDialog(deliveryDate, { services, language: 'en' }), 'en')[0]
        ?.split('\n')
        .slice(2),
    ).toEqual(['· Fnac, La Poste: delivered yesterday', '· Fnac, La Poste: delivered (bought on Sunday 15 November)']);
  });

  test('and none delivered says where the knowledge ends', async () => {
    const outcome = await runDialog(deliveryDate, { services: scriptedServices({}) });
    expect(keys(outcome)).toEqual([['delivery_date.none', 'delivery_date.none_hint']]);
  });
});

describe('a yes or no', () => {
  const answer = async (views: readonly View[], slots: Readonly<Record<string, unknown>>, language: 'fr' | 'en' = 'fr') => {
    const services = scriptedServices({ deliveries: ({ delivered, arriving }) => (delivered || arriving ? [] : views) });
    return bubbles(deliveryDate, await runDialog(deliveryDate, { services, slots, language }), language)[0]?.split('\n')[0];
  };
  const delayed = deliveryView({ status: seal('delivery', 'delayed') });
  const anyLate = seal('delivery', 'yes' as const);

  test.each([
    ['late', [delayed], 'Oui.', 'Yes.'],
    ['late', [deliveryView()], 'Non, aucun retard n’est annoncé.', 'No, no delay is announced.'],
    [
      'late',
      [deliveryView({ anyLate }), deliveryView({ anyLate })],
      'Oui, un colis au moins a du retard.',
      'Yes, at least one parcel is late.',
    ],
    ['arrived', [deliveryView()], 'Pas encore.', 'Not yet.'],
    ['arrived', [deliveryView(), deliveryView()], 'Pas encore.', 'Not yet.'],
  ] as const)('on %s comes first (%#)', async (...[question, views, fr, en]) => {
    expect([await answer(views, { question }), await answer(views, { question }, 'en')]).toEqual([fr, en]);
  });

  test('on the days named is a no where nothing is expected then', async () => {
    const slots = { question: 'due', period: { from: '2026-11-18', to: '2026-11-18' } };
    expect(await answer([deliveryView()], slots)).toBe('Non, aucun colis n’est attendu le mercredi 18 novembre.');
    expect(await answer([], slots, 'en')).toBe('No, nothing is expected on Wednesday 18 November.');
  });

  test('on the days named is a yes where something is', async () => {
    const services = scriptedServices({ deliveries: ({ arriving, delivered }) => (arriving && !delivered ? [deliveryView()] : []) });
    const slots = { question: 'due', period: { from: '2026-11-19', to: '2026-11-19' } };
    expect(bubbles(deliveryDate, await runDialog(deliveryDate, { services, slots }))).toEqual([
      'Oui.\nVotre colis Fnac est en route avec La Poste. Livraison prévue le jeudi 19 novembre.',
    ]);
  });

  test('on what has come is a yes', async () => {
    const came = deliveryView({ status: seal('delivery', 'delivered') });
    const services = scriptedServices({ deliveries: ({ delivered }) => (delivered ? [came] : []) });
    const slots = { question: 'arrived', merchant: 'fnac' };
    expect(bubbles(deliveryDate, await runDialog(deliveryDate, { services, slots, language: 'en' }), 'en')).toEqual([
      'Yes.\nYour Fnac parcel was delivered by La Poste on Thursday 19 November.',
    ]);
  });
});

test('who brings a parcel is told with its number', async () => {
  const views = [deliveryView(), deliveryView({ hasNumber: seal('delivery', 'no') })];
  const services = scriptedServices({ deliveries: () => views });
  expect(bubbles(deliveryDate, await runDialog(deliveryDate, { services, slots: { question: 'carrier' } }))).toEqual([
    'Vos colis en route sont confiés à :\n· Fnac : La Poste, numéro de suivi 6A00000000000\n· Fnac : La Poste',
  ]);
});

test('a number that none of the parcels has is told to be unknown', async () => {
  const outcome = await runDialog(deliveryDate, { services: scriptedServices({}), slots: { parcel: { number: '6A12345678901' } } });
  expect(bubbles(deliveryDate, outcome)[0]).toMatch(/^Aucun de vos colis des deux derniers mois ne porte le numéro 6A12345678901\./);
});
