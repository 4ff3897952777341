import { type Good, goodsAt } from '../merchant.ts';

/** British shelves. VAT: 0 % food and books, 20 % the rest. */
export interface BritishGoods {
  readonly groceries: readonly Good[];
  readonly departmentStore: readonly Good[];
  readonly pharmacy: readonly Good[];
  readonly electronics: readonly Good[];
  readonly books: readonly Good[];
  readonly clothes: readonly Good[];
}

function everydayGoods(): Pick<BritishGoods, 'groceries' | 'pharmacy'> {
  return {
    groceries: [
      ...goodsAt(0, {
        'Semi-skimmed milk 4 pints': 155,
        'Wholemeal loaf': 125,
        'Free range eggs × 12': 330,
        'Mature cheddar 400 g': 375,
        'Chicken breast 650 g': 525,
        'Bananas × 5': 78,
        'Baby spinach 240 g': 160,
        'Penne pasta 500 g': 85,
        'Salmon fillets × 2': 450,
        'English breakfast tea × 80': 320,
      }),
      ...goodsAt(2000, { 'Washing liquid 1.5 L': 900, 'Kitchen roll × 4': 475, 'Dark chocolate bar': 220, 'Sparkling water × 6': 300 }),
    ],
    pharmacy: goodsAt(2000, {
      'Paracetamol 500 mg × 16': 85,
      'Sun cream SPF 30': 1150,
      'Shampoo 400 ml': 599,
      'Electric toothbrush': 3999,
      'Vitamin D tablets': 499,
      'Hand cream': 425,
    }),
  };
}

export function britishGoods(): BritishGoods {
  return {
    ...everydayGoods(),
    departmentStore: goodsAt(2000, {
      'Cotton bath towel': 1800,
      'Table lamp': 6500,
      'Cashmere scarf': 5900,
      'Cafetière 8 cup': 3200,
      'Pillow pair': 3500,
      'Wine glasses × 4': 2400,
      'Leather wallet': 4500,
    }),
    electronics: goodsAt(2000, {
      'Wireless headphones': 7999,
      'USB-C cable 2 m': 1499,
      'Bluetooth speaker': 5999,
      Kettle: 3499,
      'Memory card 128 GB': 1799,
      'Smart plug': 1299,
    }),
    books: [
      ...goodsAt(0, {
        'Paperback novel': 999,
        'Hardback biography': 2200,
        'Cookery book': 2600,
        'Travel guide': 1499,
        'Picture book': 799,
      }),
      ...goodsAt(2000, { 'Notebook A5': 1299, 'Jigsaw 1000 pieces': 1699 }),
    ],
    clothes: goodsAt(2000, {
      'Oxford shirt': 3500,
      'Slim jeans': 4200,
      'Wool jumper': 4800,
      'Midi dress': 5200,
      'Running trainers': 6500,
      'Socks × 5': 1000,
    }),
  };
}
