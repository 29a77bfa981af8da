import { instant } from './calendar.ts';
import { kiel, summer, winter } from './catalogs.ts';
import type { MerchantProduct } from './merchant.ts';

/** Dintero's sample of "Create new product". Its sample groups are one in the request and the other in the answer: here both. */
export const stol22: MerchantProduct = {
  productId: 'Stol22',
  catalogId: summer.catalogId,
  name: 'Stablestol',
  description: 'Stablestol for utendørsbruk',
  isVirtual: false,
  price: { minorUnits: 10_900, currency: 'NOK' },
  unit: 'stk',
  visibleFrom: '2023-04-01T06:00:00Z',
  dimension: { color: 'hvit', size: '45 × 52 cm', style: 'skandinavisk', config: 'uten armlener', variant: '4×' },
  images: [
    {
      href: 'https://example.dintero.com/c/photos/2018/6_20_thumbnail_image.png',
      rel: 'thumbnail_image',
      caption: 'Image of current discount',
    },
    { href: 'https://example.dintero.com/c/photos/2018/6_20_medium_image.png', rel: 'medium_image' },
  ],
  locations: [
    { locationId: 'SC_Oslo', name: 'SuperChain Oslo', shipping: false, pickup: true, stock: 15 },
    { locationId: 'SC_web', name: 'SuperChain Webshop', shipping: true, pickup: false, stock: 500 },
  ],
  groupIds: ['B1', 'B234'],
  createdAt: instant(0),
};

/** The same key in another catalog is another product, with a price of its own. */
export const winterStol22: MerchantProduct = {
  ...stol22,
  catalogId: winter.catalogId,
  price: { minorUnits: 8_900, currency: 'NOK' },
  createdAt: instant(90),
};

/** Sold to Japan: a currency without decimals. */
export const kyoto: MerchantProduct = {
  productId: 'Hocker Kyoto 京',
  catalogId: kiel.catalogId,
  name: 'Hocker Kyoto aus Zeder',
  isVirtual: false,
  price: { minorUnits: 18_500, currency: 'JPY' },
  unit: 'Stück',
  images: [],
  locations: [{ locationId: 'SC_Kiel', name: 'SuperChain Kiel', shipping: true, pickup: true, stock: 3 }],
  groupIds: ['B20'],
  createdAt: instant(200),
};
