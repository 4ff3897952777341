import { type Good, goodsAt } from '../merchant.ts';

/** French shelves. VAT: 5.5 % food and books, 10 % prepared food, 20 % the rest. */
export interface FrenchGoods {
  readonly groceries: readonly Good[];
  readonly frozen: readonly Good[];
  readonly culture: readonly Good[];
  readonly sport: readonly Good[];
  readonly home: readonly Good[];
  readonly electronics: readonly Good[];
  readonly clothes: readonly Good[];
  readonly beauty: readonly Good[];
}

function food(): Pick<FrenchGoods, 'groceries' | 'frozen'> {
  return {
    groceries: [
      ...goodsAt(550, {
        'Pommes Gala 1 kg': 289,
        'Lait demi-écrémé 6 × 1 L': 648,
        'Comté 12 mois 250 g': 535,
        'Œufs plein air × 12': 399,
        'Filet de poulet 600 g': 879,
        'Pâtes coquillettes 1 kg': 165,
        'Beurre doux 250 g': 279,
        'Tomates cerises 500 g': 249,
        'Café moulu bio 250 g': 429,
        'Yaourts nature × 8': 219,
      }),
      ...goodsAt(1000, { 'Plat du jour traiteur': 690, 'Salade composée': 450 }),
      ...goodsAt(2000, { 'Lessive liquide 2 L': 1149, 'Papier toilette × 12': 599, 'Dentifrice menthe': 289 }),
    ],
    frozen: goodsAt(550, {
      'Lasagnes à la bolognaise 1 kg': 750,
      'Pavés de saumon × 4': 1495,
      'Épinards hachés 1 kg': 295,
      'Glace vanille 1 L': 595,
      'Tarte aux framboises': 895,
      'Poêlée de légumes 900 g': 450,
    }),
  };
}

function leisure(): Pick<FrenchGoods, 'culture' | 'sport'> {
  return {
    culture: [
      ...goodsAt(550, { 'Roman broché': 2190, 'Bande dessinée': 1450, 'Livre de poche': 890, 'Guide de voyage': 1595 }),
      ...goodsAt(2000, {
        'Casque audio sans fil': 7999,
        'Jeu vidéo': 5999,
        'Vinyle 33 tours': 2799,
        'Carte mémoire 128 Go': 1999,
        'Jeu de société': 3490,
      }),
    ],
    sport: goodsAt(2000, {
      'Chaussures de running': 5500,
      'Sac à dos 20 L': 1700,
      'T-shirt respirant': 900,
      'Gourde isotherme': 1300,
      'Tapis de yoga': 1500,
      'Lunettes de natation': 800,
      'Veste imperméable': 3500,
    }),
  };
}

export function frenchGoods(): FrenchGoods {
  return {
    ...food(),
    ...leisure(),
    home: [
      ...goodsAt(2000, {
        'Peinture blanche 2,5 L': 3490,
        'Ampoules LED × 3': 1190,
        'Perceuse-visseuse': 7990,
        'Étagère murale': 2490,
        'Rideau occultant': 2999,
      }),
      ...goodsAt(1000, { 'Lavande en pot': 690 }),
    ],
    electronics: goodsAt(2000, {
      'Bouilloire électrique': 3999,
      'Câble USB-C 2 m': 1499,
      'Enceinte portable': 8999,
      'Aspirateur à main': 9999,
      'Souris sans fil': 2499,
      'Chargeur rapide': 2999,
    }),
    clothes: goodsAt(2000, {
      Chemise: 2995,
      'Jean droit': 3995,
      'Pull en maille': 3595,
      'Robe midi': 4595,
      Écharpe: 1995,
      'Lot de chaussettes': 995,
    }),
    beauty: goodsAt(2000, {
      'Crème hydratante': 2900,
      'Eau de parfum 50 ml': 6900,
      'Mascara volume': 2450,
      'Gel douche': 790,
      'Masque tissu': 499,
    }),
  };
}
