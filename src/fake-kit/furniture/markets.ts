import type { MarketLanguage } from './assortment.ts';
import { kiel, summer } from './catalogs.ts';
import type { Dice } from './dice.ts';
import type { MerchantCatalog, MerchantLocation } from './merchant.ts';

/** One country that the shop sells to. */
export interface Market {
  readonly language: MarketLanguage;
  readonly currency: string;
  /** From a price in whole Norwegian kroner to this currency's minor units. */
  minorUnits(kroner: number): number;
  readonly cities: readonly string[];
}

const norway: Market = {
  language: 'nb',
  currency: 'NOK',
  minorUnits: (kroner) => kroner * 100,
  cities: ['Oslo', 'Bergen', 'Tromsø'],
};

const sweden: Market = {
  language: 'sv',
  currency: 'SEK',
  minorUnits: (kroner) => kroner * 100,
  cities: ['Göteborg', 'Malmö'],
};

const denmark: Market = {
  language: 'da',
  currency: 'DKK',
  minorUnits: (kroner) => Math.max(0, Math.round(kroner * 0.65) * 100 - 5),
  cities: ['København', 'Aarhus'],
};

const germany: Market = {
  language: 'de',
  currency: 'EUR',
  minorUnits: (kroner) => Math.max(0, Math.round(kroner * 0.09) * 100 - 1),
  cities: ['Kiel', 'Hamburg'],
};

export function pickMarket(catalog: MerchantCatalog, dice: Dice): Market {
  if (catalog === kiel) return germany;
  return dice.pick(catalog === summer ? [norway, norway, norway, norway, sweden, denmark] : [norway, sweden, denmark]);
}

/** The shops of some cities, mostly also the web shop; some have run out. */
export function createLocations({ cities }: Market, dice: Dice): MerchantLocation[] {
  const shops = cities.slice(0, dice.between(1, cities.length)).map((city) => ({
    locationId: `SC_${city}`,
    name: `SuperChain ${city}`,
    shipping: dice.chance(0.2),
    pickup: true,
    stock: dice.chance(0.15) ? 0 : dice.between(1, 60),
  }));
  const web = { locationId: 'SC_web', name: 'SuperChain Webshop', shipping: true, pickup: false };
  return dice.chance(0.8) ? [...shops, { ...web, stock: dice.between(0, 900) }] : shops;
}
