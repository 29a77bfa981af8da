import { instant } from './calendar.ts';
import type { MerchantCatalog } from './merchant.ts';

/** The documentation's sample catalog. */
export const summer: MerchantCatalog = { catalogId: 'S23', name: 'Sommer', createdAt: instant(0) };
export const winter: MerchantCatalog = { catalogId: 'H23/24', name: 'Høst & vinter', createdAt: instant(90) };
export const kiel: MerchantCatalog = { catalogId: 'Möbel Kiel', name: 'Kiel, ganzjährig', createdAt: instant(200) };
