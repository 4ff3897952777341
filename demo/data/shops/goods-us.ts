import { type Good, goodsAt } from '../merchant.ts';

/** American shelves: prices without sales tax, which the till adds (8.875 % in New York; unprepared food is exempt). */
export interface AmericanGoods {
  readonly groceries: readonly Good[];
  readonly superstore: readonly Good[];
  readonly electronics: readonly Good[];
  readonly coffee: readonly Good[];
  readonly home: readonly Good[];
  readonly beauty: readonly Good[];
}

const newYorkSalesTax = 888;

export function americanGoods(): AmericanGoods {
  return {
    groceries: [
      ...goodsAt(0, {
        'Organic bananas 2 lb': 158,
        'Whole milk 1 gal': 429,
        'Large eggs 12 ct': 399,
        'Sourdough loaf': 499,
        'Chicken thighs 2 lb': 798,
        'Avocados 4 ct': 449,
        'Greek yogurt 32 oz': 579,
        'Peanut butter 16 oz': 299,
        'Baby carrots 1 lb': 199,
      }),
      ...goodsAt(newYorkSalesTax, { 'Paper towels 6 ct': 999, 'Dish soap 28 oz': 379, 'Sparkling water 8 ct': 449 }),
    ],
    superstore: goodsAt(newYorkSalesTax, {
      'Bath towel set': 2499,
      'Storage bins 3 ct': 1799,
      'Crew neck T-shirt': 800,
      'LED bulbs 4 ct': 999,
      'Laundry detergent 92 oz': 1299,
      'Desk lamp': 2200,
      'Water bottle 32 oz': 1499,
    }),
    electronics: goodsAt(newYorkSalesTax, {
      'Wireless earbuds': 7999,
      'HDMI cable 6 ft': 1499,
      'USB-C charger 65 W': 3499,
      'Smart speaker': 4999,
      'microSD card 256 GB': 2299,
      'Webcam 1080p': 5999,
    }),
    coffee: goodsAt(newYorkSalesTax, { 'Caffè latte grande': 525, 'Cold brew': 475, 'Butter croissant': 375, 'Egg sandwich': 545 }),
    home: goodsAt(newYorkSalesTax, {
      'Throw pillow': 2299,
      'Wall shelf': 3499,
      'Picture frame': 1499,
      'Cotton rug 3 × 5 ft': 5999,
      'Plant stand': 2799,
    }),
    beauty: goodsAt(newYorkSalesTax, { 'Daily moisturizer': 2800, 'Lip balm': 900, Mascara: 2600, 'Vitamin C serum': 3800 }),
  };
}
