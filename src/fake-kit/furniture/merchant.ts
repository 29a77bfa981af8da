/** What the furniture merchant owns, in words of its own: each fake turns it into its API's fields. */

export interface Merchant {
  readonly catalogs: readonly MerchantCatalog[];
  readonly groups: readonly MerchantGroup[];
  /** Ordered by catalog, the deleted ones last. */
  readonly products: readonly MerchantProduct[];
  /** A parent stands before its children. */
  readonly productGroups: readonly MerchantProductGroup[];
}

/** Instants are ISO 8601 in whole seconds with Z, here and in groups and products. */
export interface MerchantCatalog {
  readonly catalogId: string;
  readonly name: string;
  readonly createdAt: string;
}

export interface MerchantGroup {
  readonly groupId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly deletedAt?: string;
}

/** Unique by catalogId and productId together; the same productId may stand in two catalogs. */
export interface MerchantProduct {
  readonly productId: string;
  readonly catalogId: string;
  readonly name: string;
  readonly description?: string;
  readonly isVirtual: boolean;
  readonly price?: MerchantPrice;
  readonly unit?: string;
  readonly visibleFrom?: string;
  readonly visibleUntil?: string;
  readonly dimension?: MerchantDimension;
  readonly images: readonly MerchantImage[];
  readonly locations: readonly MerchantLocation[];
  /** Each is among the merchant's groups; a few are deleted there. */
  readonly groupIds: readonly string[];
  readonly createdAt: string;
  readonly deletedAt?: string;
}

/** `minorUnits` counts the currency's smallest unit: øre, cent, or whole yen. */
export interface MerchantPrice {
  readonly minorUnits: number;
  readonly currency: string;
}

export interface MerchantDimension {
  readonly color?: string;
  readonly size?: string;
  readonly style?: string;
  readonly config?: string;
  readonly variant?: string;
}

export interface MerchantImage {
  readonly href: string;
  readonly rel: string;
  readonly caption?: string;
}

export interface MerchantLocation {
  readonly locationId: string;
  readonly name: string;
  readonly shipping: boolean;
  readonly pickup: boolean;
  readonly stock: number;
}

/** Texts are keyed by language (nb, sv, da, de, en); a key may be missing and a text may be empty. */
export interface MerchantProductGroup {
  /** Decimal digits, up to the greatest 64-bit integer. */
  readonly id: string;
  /** The groupId of the same group on the other side, where it exists there. */
  readonly reference?: string;
  readonly label?: string;
  readonly active: boolean;
  readonly parentId?: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly title: LocalizedTexts;
  readonly shortDescription: LocalizedTexts;
  readonly longDescription: LocalizedTexts;
  /** `YYYY-MM-DD HH:MM:SS` without a zone, as the two below. */
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly committedAt: string;
}

export type LocalizedTexts = Readonly<Record<string, string>>;
