import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Catalog as CatalogModel } from '../catalog/model.ts';
import type { CatalogConnection as CatalogConnectionModel, CatalogEdge as CatalogEdgeModel, GroupConnection as GroupConnectionModel, GroupEdge as GroupEdgeModel, AnyConnection as AnyConnectionModel, ProductConnection as ProductConnectionModel, ProductEdge as ProductEdgeModel, ProductGroupConnection as ProductGroupConnectionModel, ProductGroupEdge as ProductGroupEdgeModel } from '../pagination/connections.ts';
import type { Group as GroupModel } from '../group/model.ts';
import type { LocalizedText as LocalizedTextModel, Translation as TranslationModel } from '../localization/localized-text.ts';
import type { Node as NodeModel } from '../node/node.ts';
import type { Money as MoneyModel } from '../money/money.ts';
import type { Product as ProductModel, ProductDimension as ProductDimensionModel, ProductImage as ProductImageModel, ProductLocation as ProductLocationModel } from '../product/model.ts';
import type { ProductGroup as ProductGroupModel } from '../product-group/model.ts';
import type { Scope as ScopeModel } from '../scope/model.ts';
import type { UserError as UserErrorModel } from '../mutation/user-error.ts';
import type { Viewer as ViewerModel } from '../viewer/viewer.ts';
import type { GatewayContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code of three capital letters, for example `NOK`. */
  Currency: { input: string; output: string; }
  /** An instant in RFC 3339 form with its zone, for example `2026-03-01T08:00:00.000Z`. */
  DateTime: { input: Date; output: string; }
  /** A JSON object of any shape. */
  JSONObject: { input: Readonly<Record<string, unknown>>; output: Readonly<Record<string, unknown>>; }
  /**
   * A language in BCP 47 form, for example `nb`, `de-AT` or `zh-Hant`. Arguments may be written with `_` for `-` and in any case. Answers hold the
   * canonical form; where an upstream files a text under something that is no language tag, they hold that key as sent.
   */
  LanguageTag: { input: string; output: string; }
  /** A date and time without a zone, for example `2022-07-29T17:23:47`. Abillify states no zone for its times, so none is invented. */
  LocalDateTime: { input: string; output: string; }
  /** An integer between -(2^53 - 1) and 2^53 - 1, which JSON and JavaScript carry without loss. */
  SafeInt: { input: number; output: number; }
  /** An absolute URL. */
  URL: { input: URL; output: string; }
  /** A universally unique identifier, for example `3c90c3cc-0d44-4b50-8888-8dd25736052a`. */
  UUID: { input: string; output: string; }
};

/** Dintero keeps test and production data of one merchant in two accounts with the same digits. */
export type AccountEnvironment =
  /** The account id begins with `P`. */
  | 'PRODUCTION'
  /** The account id begins with `T`. */
  | 'TEST';

/**
 * A Dintero catalog: a named set of products. Source: Dintero Products API, `/products/catalogs`. As the catalog of a product, all but `id`, `catalogId`
 * and `name` is looked up, once for all products of the operation.
 */
export type Catalog = Node & {
  readonly __typename?: 'Catalog';
  /** The merchant's own key, unique in the account, case-sensitive, 1 to 255 characters. Dintero: `catalog_id`. */
  readonly catalogId: Scalars['String']['output'];
  /** When the catalog was created. Dintero: `created_at`. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Id of the user or client that created it. Dintero: `created_by`. */
  readonly createdBy: Maybe<Scalars['String']['output']>;
  /** When it was deleted; null while it lives. Dintero: `deleted_at`. */
  readonly deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** Id of the user or client that deleted it. Dintero: `deleted_by`. */
  readonly deletedBy: Maybe<Scalars['String']['output']>;
  /** Opaque global id of the catalog. */
  readonly id: Scalars['ID']['output'];
  /** Name of the catalog. Dintero: `catalog_name`. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Products of this catalog, in the upstream's order. Each 100 cost one call. */
  readonly products: Maybe<ProductConnection>;
  /** When it was last changed. Dintero: `updated_at`; it states no author of the change. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** Dintero's own key. It cannot be used to fetch the catalog. Dintero: `id`. */
  readonly uuid: Maybe<Scalars['UUID']['output']>;
};


/**
 * A Dintero catalog: a named set of products. Source: Dintero Products API, `/products/catalogs`. As the catalog of a product, all but `id`, `catalogId`
 * and `name` is looked up, once for all products of the operation.
 */
export type CatalogProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What to change of a catalog; what is absent stays as it is. */
export type CatalogChanges = {
  /** New name, not blank. A catalog cannot be without a name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** A page of catalogs. */
export type CatalogConnection = {
  readonly __typename?: 'CatalogConnection';
  /** The catalogs with their cursors. */
  readonly edges: ReadonlyArray<CatalogEdge>;
  /** The catalogs alone; null, with an error at its path, for a row of the upstream that cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<Catalog>>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** A catalog in a list. */
export type CatalogEdge = {
  readonly __typename?: 'CatalogEdge';
  /** Opaque; continue behind this catalog with `after`. Valid for this list, filter and account only. */
  readonly cursor: Scalars['String']['output'];
  /** The catalog; null, with an error at its path, when the upstream's row cannot be read. */
  readonly node: Maybe<Catalog>;
};

/** A catalog to create. */
export type CreateCatalogInput = {
  /** The merchant's key, unique in the account: 1 to 255 characters, no space at either end. The gateway makes one when it is absent. */
  readonly catalogId?: InputMaybe<Scalars['String']['input']>;
  /**
   * Names this creation, 1 to 255 printable ASCII characters without spaces: asked again with the same key and input within 24 hours, the first outcome is
   * answered and nothing is created twice. The request's `Idempotency-Key` header stands in when it is absent.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Name of the catalog, not blank. */
  readonly name: Scalars['String']['input'];
};

/** What became of creating a catalog. */
export type CreateCatalogPayload = {
  readonly __typename?: 'CreateCatalogPayload';
  /** The catalog as Dintero answered it; null when there are `userErrors`. */
  readonly catalog: Maybe<Catalog>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A group to create. */
export type CreateGroupInput = {
  /** The merchant's key, unique in the account: 1 to 255 characters, no space at either end. The gateway makes one when it is absent. */
  readonly groupId?: InputMaybe<Scalars['String']['input']>;
  /**
   * Names this creation, 1 to 255 printable ASCII characters without spaces: asked again with the same key and input within 24 hours, the first outcome is
   * answered and nothing is created twice. The request's `Idempotency-Key` header stands in when it is absent.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Name of the group, not blank. */
  readonly name: Scalars['String']['input'];
};

/** What became of creating a group. */
export type CreateGroupPayload = {
  readonly __typename?: 'CreateGroupPayload';
  /** The group as Dintero answered it; null when there are `userErrors`. */
  readonly group: Maybe<Group>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A product group to create. Everything may be absent. */
export type CreateProductGroupInput = {
  /**
   * Names this creation, 1 to 255 printable ASCII characters without spaces; it becomes Abillify's `Idempotency-Key`: asked again with the same key and
   * input within 24 hours, the first outcome is answered and nothing is created twice. The request's `Idempotency-Key` header stands in when it is
   * absent. Without either the gateway makes a key, which protects its own repeats but not the caller's.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is in use. */
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name for internal use, and the title where there is none. */
  readonly label?: InputMaybe<Scalars['String']['input']>;
  /** Long descriptions, HTML or Markdown. */
  readonly longDescriptionTranslations?: InputMaybe<ReadonlyArray<TranslationInput>>;
  /** Free data of the merchant. */
  readonly meta?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Id of the product group above. It must exist. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The merchant's own key, unique; equals the `groupId` of the Dintero group that it describes. 1 to 255 characters, no space at either end. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Short descriptions, plain text. */
  readonly shortDescriptionTranslations?: InputMaybe<ReadonlyArray<TranslationInput>>;
  /** Titles, plain text. */
  readonly titleTranslations?: InputMaybe<ReadonlyArray<TranslationInput>>;
};

/** What became of creating a product group. */
export type CreateProductGroupPayload = {
  readonly __typename?: 'CreateProductGroupPayload';
  /** The product group as Abillify answered it; null when there are `userErrors`. */
  readonly productGroup: Maybe<ProductGroup>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A product to create, and the catalog that it belongs to. */
export type CreateProductInput = {
  /** Key of the catalog. It must exist. */
  readonly catalogId: Scalars['String']['input'];
  /** Free text. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What tells variants apart. */
  readonly dimension?: InputMaybe<ProductDimensionInput>;
  /**
   * Existing groups that the product is in, at most 100. Their names are looked up and left as they are: Dintero writes the groups that come with a product,
   * and would rename them otherwise.
   */
  readonly groupIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /**
   * Names this creation, 1 to 255 printable ASCII characters without spaces: asked again with the same key and input within 24 hours, the first outcome is
   * answered and nothing is created twice. The request's `Idempotency-Key` header stands in when it is absent.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Links to pictures, at most 100. */
  readonly images?: InputMaybe<ReadonlyArray<ProductImageInput>>;
  /** True for what is not shipped. */
  readonly isVirtual?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where the product is kept, at most 500 places, each once. */
  readonly locations?: InputMaybe<ReadonlyArray<ProductLocationInput>>;
  /** Name shown to customers. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Groups to create along with the product, at most 100. */
  readonly newGroups?: InputMaybe<ReadonlyArray<NewGroupInput>>;
  /** Price of one unit with tax. */
  readonly price?: InputMaybe<PriceInput>;
  /** The merchant's key, unique in the catalog: 1 to 255 characters, no space at either end. The gateway makes one when it is absent. */
  readonly productId?: InputMaybe<Scalars['String']['input']>;
  /** What one unit is, for example `stk`. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
  /** Hidden before this instant. */
  readonly visibleFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Hidden after this instant; not before `visibleFrom`. */
  readonly visibleUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What became of creating a product. */
export type CreateProductPayload = {
  readonly __typename?: 'CreateProductPayload';
  /** The product as Dintero answered it; null when there are `userErrors`. */
  readonly product: Maybe<Product>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which catalog to delete. */
export type DeleteCatalogInput = {
  /** Key of the catalog. */
  readonly catalogId: Scalars['String']['input'];
};

/** What became of deleting a catalog. */
export type DeleteCatalogPayload = {
  readonly __typename?: 'DeleteCatalogPayload';
  /** The catalog as Dintero answered it, with `deletedAt`; null when there are `userErrors`. */
  readonly catalog: Maybe<Catalog>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which group to delete. */
export type DeleteGroupInput = {
  /** Key of the group. */
  readonly groupId: Scalars['String']['input'];
};

/** What became of deleting a group. */
export type DeleteGroupPayload = {
  readonly __typename?: 'DeleteGroupPayload';
  /** The group as Dintero answered it, with `deletedAt`; null when there are `userErrors`. */
  readonly group: Maybe<Group>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * A flat label that products carry, such as a kind of goods. Source: Dintero Products API, `/products/groups`. As a group of a product, all but `id`,
 * `groupId`, `name` and `productGroup` is looked up, for all groups of the operation together.
 */
export type Group = Node & {
  readonly __typename?: 'Group';
  /** When the group was created. Dintero: `created_at`. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Id of the user or client that created it. Dintero: `created_by`. */
  readonly createdBy: Maybe<Scalars['String']['output']>;
  /** When it was deleted; null while it lives. Dintero: `deleted_at`. */
  readonly deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** Id of the user or client that deleted it. Dintero: `deleted_by`. */
  readonly deletedBy: Maybe<Scalars['String']['output']>;
  /** The merchant's own key, unique in the account, case-sensitive, 1 to 255 characters. Dintero: `group_id`. */
  readonly groupId: Scalars['String']['output'];
  /** Opaque global id of the group. */
  readonly id: Scalars['ID']['output'];
  /** Name of the group. Dintero: `group_name`. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The Abillify product group whose `reference` is this `groupId`, or null. One call for each 100 groups of the operation. */
  readonly productGroup: Maybe<ProductGroup>;
  /** When it was last changed. Dintero: `updated_at`; it states no author of the change. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** Dintero's own key. It cannot be used to fetch the group. Dintero: `id`. */
  readonly uuid: Maybe<Scalars['UUID']['output']>;
};

/** What to change of a group; what is absent stays as it is. */
export type GroupChanges = {
  /** New name, not blank. A group cannot be without a name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** A page of groups. */
export type GroupConnection = {
  readonly __typename?: 'GroupConnection';
  /** The groups with their cursors. */
  readonly edges: ReadonlyArray<GroupEdge>;
  /** The groups alone; null, with an error at its path, for a row of the upstream that cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<Group>>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** A group in a list. */
export type GroupEdge = {
  readonly __typename?: 'GroupEdge';
  /** Opaque; continue behind this group with `after`. Valid for this list and account only. */
  readonly cursor: Scalars['String']['output'];
  /** The group; null, with an error at its path, when the upstream's row cannot be read. */
  readonly node: Maybe<Group>;
};

/**
 * A text that may exist in several languages, in the one that fits the caller best. In order: the field's `languages` argument (the first 20
 * count), the request's `Accept-Language`, the gateway's own chain of languages (`en`, then `de`, unless it is set up otherwise), any other by
 * ascending tag. The first of these that names a language holds the caller's own languages. A language is also met by a shorter tag (`de` for
 * `de-AT`) and by another region (`de-AT` for `de`); `nb`, `no` and `nn` stand in for each other, and `da`, then `sv`, for all three when none is
 * there. Blank texts count as missing.
 */
export type LocalizedText = {
  readonly __typename?: 'LocalizedText';
  /** Languages that the text exists in, by ascending tag; empty for a label. */
  readonly availableLanguages: ReadonlyArray<Scalars['LanguageTag']['output']>;
  /** Whether `value` is in none of the caller's own languages: mark it with `lang`, or offer `availableLanguages`. */
  readonly isFallback: Scalars['Boolean']['output'];
  /** Language of `value`; null when the upstream does not say, as for a label. */
  readonly language: Maybe<Scalars['LanguageTag']['output']>;
  /** The text in every language that it exists in, by ascending tag; empty for a label. */
  readonly translations: ReadonlyArray<Translation>;
  /** The text, exactly as the upstream keeps it. */
  readonly value: Scalars['String']['output'];
};

/** An exact amount of money. It is never a floating-point number; whether tax is included is said where it is used. */
export type Money = {
  readonly __typename?: 'Money';
  /** The same amount in the main unit, exactly, with all decimals that ISO 4217 gives the currency: `109.00`, `10900` for JPY, `-0.05`. */
  readonly amount: Scalars['String']['output'];
  /** ISO 4217 code, for example `NOK`. */
  readonly currency: Scalars['Currency']['output'];
  /**
   * The same amount as people write it, for example `109,00 kr`, in this language; without the argument in the first of the request's
   * `Accept-Language`, else of the gateway's own chain. For display only: its spaces and signs change with the platform.
   */
  readonly formatted: Scalars['String']['output'];
  /** In the smallest unit of the currency: 10900 is 109.00 NOK, 10900 JPY or 10.900 BHD. The value to calculate with. */
  readonly minorUnits: Scalars['SafeInt']['output'];
};


/** An exact amount of money. It is never a floating-point number; whether tax is included is said where it is used. */
export type MoneyFormattedArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
};

/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Creates a catalog. Dintero: `POST /products/catalogs`. */
  readonly createCatalog: Maybe<CreateCatalogPayload>;
  /** Creates a group. Dintero: `POST /products/groups`. */
  readonly createGroup: Maybe<CreateGroupPayload>;
  /** Creates a product in a catalog. Dintero: `POST /products/catalogs/{catalog_id}/products`. */
  readonly createProduct: Maybe<CreateProductPayload>;
  /** Creates a product group. Abillify: `POST /productgroups`, with `Idempotency-Key`. */
  readonly createProductGroup: Maybe<CreateProductGroupPayload>;
  /** Marks a catalog as deleted. What becomes of its products Dintero does not document. Dintero: `DELETE /products/catalogs/{catalog_id}`. */
  readonly deleteCatalog: Maybe<DeleteCatalogPayload>;
  /** Marks a group as deleted. What becomes of its products Dintero does not document. Dintero: `DELETE /products/groups/{group_id}`. */
  readonly deleteGroup: Maybe<DeleteGroupPayload>;
  /** Changes a catalog: it is read, changed and written whole. Dintero: `PUT /products/catalogs/{catalog_id}`. */
  readonly updateCatalog: Maybe<UpdateCatalogPayload>;
  /** Changes a group: it is read, changed and written whole. Dintero: `PUT /products/groups/{group_id}`. */
  readonly updateGroup: Maybe<UpdateGroupPayload>;
  /** Changes a product: it is read, changed and written whole. Dintero: `PUT /products/catalogs/{catalog_id}/products/{product_id}`. */
  readonly updateProduct: Maybe<UpdateProductPayload>;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationCreateCatalogArgs = {
  input: CreateCatalogInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationCreateGroupArgs = {
  input: CreateGroupInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationCreateProductGroupArgs = {
  input: CreateProductGroupInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationDeleteCatalogArgs = {
  input: DeleteCatalogInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationDeleteGroupArgs = {
  input: DeleteGroupInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationUpdateCatalogArgs = {
  input: UpdateCatalogInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationUpdateGroupArgs = {
  input: UpdateGroupInput;
};


/**
 * Writes. Fields of one operation run one after the other, in the order written. A failure that the caller can mend is data in the payload's
 * `userErrors`; everything else is a top-level error with `extensions.code`.
 */
export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};

/** A group that comes into being together with a product. */
export type NewGroupInput = {
  /** The merchant's key: 1 to 255 characters, no space at either end. It must not be in use. */
  readonly groupId: Scalars['String']['input'];
  /** Name of the group. */
  readonly name: Scalars['String']['input'];
};

/** An object with a global id that `Query.node` can fetch back. */
export type Node = {
  /** Opaque global id, made of the type, the account and the keys that the upstream's paths take. Never parse it. */
  readonly id: Scalars['ID']['output'];
};

/** Where a page lies in its list, as the Relay cursor connections specification says. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last edge; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether asking on with `after: endCursor` may give more. With Dintero's lists the page after the last can turn out empty. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether the page was asked for with `after`. Reading backwards is not offered: neither upstream can. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** A price with tax: the currency, and the amount in one of two forms. */
export type PriceInput = {
  /** Amount in the main unit as exact decimal text, 0 or more, with no more decimals than the currency has: `109.00`. Either this or `minorUnits`. */
  readonly amount?: InputMaybe<Scalars['String']['input']>;
  /** ISO 4217 code. */
  readonly currency: Scalars['Currency']['input'];
  /** Amount in the currency's smallest unit, 0 or more: 10900 is 109.00 NOK. Either this or `amount`. */
  readonly minorUnits?: InputMaybe<Scalars['SafeInt']['input']>;
};

/** A product of one catalog. Source: Dintero Products API, `/products/catalogs/{catalog_id}/products`. */
export type Product = Node & {
  readonly __typename?: 'Product';
  /** The catalog that holds the product. Its key and name cost no call. */
  readonly catalog: Maybe<Catalog>;
  /** When the product was created. Dintero: `created_at`. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Id of the user or client that created it. Dintero: `created_by`. */
  readonly createdBy: Maybe<Scalars['String']['output']>;
  /** When it was deleted; null while it lives. Dintero: `deleted_at`. */
  readonly deletedAt: Maybe<Scalars['DateTime']['output']>;
  /** Id of the user or client that deleted it. Dintero: `deleted_by`. */
  readonly deletedBy: Maybe<Scalars['String']['output']>;
  /** Free text. Dintero: `description`. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** What tells variants apart; null when Dintero states none. */
  readonly dimension: Maybe<ProductDimension>;
  /** Groups that the product is in. Key and name cost no call; each group fails alone. */
  readonly groups: ReadonlyArray<Maybe<Group>>;
  /** Opaque global id of the product. */
  readonly id: Scalars['ID']['output'];
  /** Images, in the upstream's order; only those with this `rel` when it is given. */
  readonly images: ReadonlyArray<ProductImage>;
  /** True for what is not shipped, such as a service. Dintero: `is_virtual_product`, false when it says nothing. */
  readonly isVirtual: Scalars['Boolean']['output'];
  /** Whether the product is not deleted and the instant `at` (now when absent) lies in its window of visibility, both ends included. */
  readonly isVisible: Scalars['Boolean']['output'];
  /** Sum of `itemsInStorage` over all locations; null when none of them states it. */
  readonly itemsInStorage: Maybe<Scalars['Int']['output']>;
  /** Where the product is kept, in the upstream's order. A place that does not say whether it offers a service is in neither selection by it. */
  readonly locations: ReadonlyArray<ProductLocation>;
  /** Name shown to customers. Dintero: `product_name`. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Price of one unit with tax (gross). Null when Dintero states no amount or no currency. Dintero: `unit_gross_price` and `currency`. */
  readonly price: Maybe<Money>;
  /** The merchant's own key, unique in its catalog, case-sensitive. Dintero: `product_id`. */
  readonly productId: Scalars['String']['output'];
  /** What one unit is, for example `stk`. Dintero: `unit`. */
  readonly unit: Maybe<Scalars['String']['output']>;
  /** When it was last changed. Dintero: `updated_at`; it states no author of the change. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
  /** Dintero's own key. It cannot be used to fetch the product. Dintero: `id`. */
  readonly uuid: Maybe<Scalars['UUID']['output']>;
  /** Hidden before this instant. Dintero: `starting_at`. */
  readonly visibleFrom: Maybe<Scalars['DateTime']['output']>;
  /** Hidden after this instant. Dintero: `stopping_at`. */
  readonly visibleUntil: Maybe<Scalars['DateTime']['output']>;
};


/** A product of one catalog. Source: Dintero Products API, `/products/catalogs/{catalog_id}/products`. */
export type ProductImagesArgs = {
  rel?: InputMaybe<Scalars['String']['input']>;
};


/** A product of one catalog. Source: Dintero Products API, `/products/catalogs/{catalog_id}/products`. */
export type ProductIsVisibleArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A product of one catalog. Source: Dintero Products API, `/products/catalogs/{catalog_id}/products`. */
export type ProductLocationsArgs = {
  pickup?: InputMaybe<Scalars['Boolean']['input']>;
  shipping?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What to change of a product; what is absent stays as it is, and null clears it. Groups cannot be changed: Dintero's update does not take them. */
export type ProductChanges = {
  /** Free text. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What tells variants apart; its fields follow the same rule one by one. */
  readonly dimension?: InputMaybe<ProductDimensionInput>;
  /** Links to pictures, at most 100; takes the place of all that were there. */
  readonly images?: InputMaybe<ReadonlyArray<ProductImageInput>>;
  /** True for what is not shipped; null sets it to false. */
  readonly isVirtual?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where the product is kept, at most 500 places, each once; takes the place of all that were there. */
  readonly locations?: InputMaybe<ReadonlyArray<ProductLocationInput>>;
  /** Name shown to customers. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Price of one unit with tax. */
  readonly price?: InputMaybe<PriceInput>;
  /** What one unit is, for example `stk`. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
  /** Hidden before this instant. */
  readonly visibleFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Hidden after this instant; not before `visibleFrom`. */
  readonly visibleUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of products. */
export type ProductConnection = {
  readonly __typename?: 'ProductConnection';
  /** The products with their cursors. */
  readonly edges: ReadonlyArray<ProductEdge>;
  /** The products alone; null, with an error at its path, for a row of the upstream that cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<Product>>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** What tells variants of a product apart, as the merchant wrote it. Dintero: `dimension`. */
export type ProductDimension = {
  readonly __typename?: 'ProductDimension';
  /** For example `black`. */
  readonly color: Maybe<Scalars['String']['output']>;
  /** For example `with armrests`. */
  readonly config: Maybe<Scalars['String']['output']>;
  /** For example `120 x 80 cm`. */
  readonly size: Maybe<Scalars['String']['output']>;
  /** For example `rustic`. */
  readonly style: Maybe<Scalars['String']['output']>;
  /** For example `left`. */
  readonly variant: Maybe<Scalars['String']['output']>;
};

/** What tells variants of a product apart. */
export type ProductDimensionInput = {
  /** For example `black`. */
  readonly color?: InputMaybe<Scalars['String']['input']>;
  /** For example `with armrests`. */
  readonly config?: InputMaybe<Scalars['String']['input']>;
  /** For example `120 x 80 cm`. */
  readonly size?: InputMaybe<Scalars['String']['input']>;
  /** For example `rustic`. */
  readonly style?: InputMaybe<Scalars['String']['input']>;
  /** For example `left`. */
  readonly variant?: InputMaybe<Scalars['String']['input']>;
};

/** A product in a list. */
export type ProductEdge = {
  readonly __typename?: 'ProductEdge';
  /** Opaque; continue behind this product with `after`. Valid for this list, filter and account only. */
  readonly cursor: Scalars['String']['output'];
  /** The product; null, with an error at its path, when the upstream's row cannot be read. */
  readonly node: Maybe<Product>;
};

/** Narrows a list of products; several fields must all match. Both are exact and case-sensitive. */
export type ProductFilter = {
  /** Products of exactly this name. Dintero: `product_name`. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The product with this key. Dintero: `product_id`. */
  readonly productId?: InputMaybe<Scalars['String']['input']>;
};

/** A product group with texts in several languages, in a tree by `parent`. Source: Abillify, `/productgroups`. */
export type ProductGroup = Node & {
  readonly __typename?: 'ProductGroup';
  /** All product groups above, the nearest first, at most 32; a cycle in the data ends the list. One call for each 100 of a level. */
  readonly ancestors: Maybe<ReadonlyArray<ProductGroup>>;
  /**
   * Product groups directly below, by ascending id. One call for a page of one product group's children; those of many product groups are read together
   * and whole, 100 rows a call.
   */
  readonly children: Maybe<ProductGroupConnection>;
  /** Abillify's id of the merchant. Abillify: `client`. */
  readonly clientId: Maybe<Scalars['ID']['output']>;
  /** As sent, in a zone that Abillify does not state; its meaning is not documented. Abillify: `committed`. */
  readonly committedAt: Maybe<Scalars['LocalDateTime']['output']>;
  /** When it was created, in a zone that Abillify does not state. Abillify: `created`. */
  readonly createdAt: Maybe<Scalars['LocalDateTime']['output']>;
  /** The Dintero group whose `groupId` is this `reference`, or null. */
  readonly group: Maybe<Group>;
  /** Opaque global id of the product group. */
  readonly id: Scalars['ID']['output'];
  /** Whether the product group is in use; null when Abillify does not say. Abillify: `active`. */
  readonly isActive: Maybe<Scalars['Boolean']['output']>;
  /** Name for internal use. Abillify: `label`. */
  readonly label: Maybe<Scalars['String']['output']>;
  /** Long description, chosen as `shortDescription` is. HTML or Markdown exactly as sent: clean it before showing it. Abillify: `description_long_localized`. */
  readonly longDescription: Maybe<LocalizedText>;
  /** Free data of the merchant. Abillify: `meta`. */
  readonly meta: Maybe<Scalars['JSONObject']['output']>;
  /** When it was last changed, in a zone that Abillify does not state. Abillify: `modified`. */
  readonly modifiedAt: Maybe<Scalars['LocalDateTime']['output']>;
  /** The product group above, or null at the top. One call for each 100 of a level. Abillify: `parent`. */
  readonly parent: Maybe<ProductGroup>;
  /** Abillify's own key: digits, often beyond 32 bits. Abillify: `id`. */
  readonly productGroupId: Scalars['ID']['output'];
  /** The merchant's own key; equals the `groupId` of the Dintero group that it describes. Abillify: `reference`. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** Short description, chosen as `title` is, without the label at the end. Plain text. Abillify: `description_short_localized`. */
  readonly shortDescription: Maybe<LocalizedText>;
  /**
   * Title in the best language: `languages` first, then the request's `Accept-Language`, then the gateway's chain, then any; at last the label, with
   * `language: null`. `fallback: false` stops after the caller's own languages. Plain text. Abillify: `title_localized`.
   */
  readonly title: Maybe<LocalizedText>;
};


/** A product group with texts in several languages, in a tree by `parent`. Source: Abillify, `/productgroups`. */
export type ProductGroupChildrenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A product group with texts in several languages, in a tree by `parent`. Source: Abillify, `/productgroups`. */
export type ProductGroupLongDescriptionArgs = {
  fallback?: InputMaybe<Scalars['Boolean']['input']>;
  languages?: InputMaybe<ReadonlyArray<Scalars['LanguageTag']['input']>>;
};


/** A product group with texts in several languages, in a tree by `parent`. Source: Abillify, `/productgroups`. */
export type ProductGroupShortDescriptionArgs = {
  fallback?: InputMaybe<Scalars['Boolean']['input']>;
  languages?: InputMaybe<ReadonlyArray<Scalars['LanguageTag']['input']>>;
};


/** A product group with texts in several languages, in a tree by `parent`. Source: Abillify, `/productgroups`. */
export type ProductGroupTitleArgs = {
  fallback?: InputMaybe<Scalars['Boolean']['input']>;
  languages?: InputMaybe<ReadonlyArray<Scalars['LanguageTag']['input']>>;
};

/** Names one product group; exactly one field. */
export type ProductGroupBy =
  /** Abillify's key: 1 to 19 digits. */
  { readonly id: Scalars['ID']['input']; readonly reference?: never; }
  |  /** The merchant's key. */
  { readonly id?: never; readonly reference: Scalars['String']['input']; };

/** A page of product groups. */
export type ProductGroupConnection = {
  readonly __typename?: 'ProductGroupConnection';
  /** The product groups with their cursors. */
  readonly edges: ReadonlyArray<ProductGroupEdge>;
  /** The product groups alone; null, with an error at its path, for a row of the upstream that cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<ProductGroup>>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Number of product groups in the whole list, where Abillify states it; its documentation does not say that it does. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** A product group in a list. */
export type ProductGroupEdge = {
  readonly __typename?: 'ProductGroupEdge';
  /** Opaque; continue behind this product group with `after`. Valid for this list, filter, order and account only. */
  readonly cursor: Scalars['String']['output'];
  /** The product group; null, with an error at its path, when the upstream's row cannot be read. */
  readonly node: Maybe<ProductGroup>;
};

/** Narrows a list of product groups; several fields must all match. */
export type ProductGroupFilter = {
  /** Created before this time, in Abillify's own zone; whole seconds. */
  readonly createdBefore?: InputMaybe<Scalars['LocalDateTime']['input']>;
  /** Created at this time or later, in Abillify's own zone; whole seconds. */
  readonly createdFrom?: InputMaybe<Scalars['LocalDateTime']['input']>;
  /** Any of these ids, 1 to 100. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** In use, or not. */
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Directly below any of these product groups, 1 to 100 ids. */
  readonly parentIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Any of these references, 1 to 100. */
  readonly references?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Order of a list of product groups, ascending; Abillify documents no other direction. */
export type ProductGroupOrder =
  /** By the time of creation. */
  | 'CREATED'
  /** By Abillify's id: the most stable order for paging. */
  | 'ID'
  /** By the internal label. */
  | 'LABEL'
  /** By the time of the last change. */
  | 'MODIFIED'
  /** By the merchant's reference. */
  | 'REFERENCE';

/** A link to a picture of a product. Dintero: `images[]`. */
export type ProductImage = {
  readonly __typename?: 'ProductImage';
  /** Text for the picture, when there is one. */
  readonly caption: Maybe<Scalars['String']['output']>;
  /** Address of the picture; null when the upstream's value is no absolute URL. */
  readonly href: Maybe<Scalars['URL']['output']>;
  /** What the picture is for, for example `thumbnail_image`. */
  readonly rel: Maybe<Scalars['String']['output']>;
};

/** A link to a picture of a product. */
export type ProductImageInput = {
  /** Text for the picture. */
  readonly caption?: InputMaybe<Scalars['String']['input']>;
  /** Absolute address of the picture. */
  readonly href: Scalars['URL']['input'];
  /** What the picture is for, for example `thumbnail_image`. */
  readonly rel?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Stock and services of one product at one place. Dintero: `locations[]`. The key is `locationId`, not `id`: the same place stands at many
 * products with other stock, and caches that key objects by `id` would mix them up.
 */
export type ProductLocation = {
  readonly __typename?: 'ProductLocation';
  /** Whether the product can be fetched there; null when Dintero does not say. */
  readonly isAvailableForPickup: Maybe<Scalars['Boolean']['output']>;
  /** Whether the product can be sent from there; null when Dintero does not say. */
  readonly isAvailableForShipping: Maybe<Scalars['Boolean']['output']>;
  /** Items kept there; null when Dintero does not say. Dintero: `number_of_items_in_storage`. */
  readonly itemsInStorage: Maybe<Scalars['Int']['output']>;
  /** The merchant's key of the place, for example `SC_Oslo`. */
  readonly locationId: Maybe<Scalars['String']['output']>;
  /** Name of the place. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** Stock and services of a product at one place. */
export type ProductLocationInput = {
  /** Whether the product can be fetched there. */
  readonly isAvailableForPickup?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the product can be sent from there. */
  readonly isAvailableForShipping?: InputMaybe<Scalars['Boolean']['input']>;
  /** Items kept there, 0 or more. */
  readonly itemsInStorage?: InputMaybe<Scalars['Int']['input']>;
  /** The merchant's key of the place. */
  readonly locationId: Scalars['String']['input'];
  /** Name of the place. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type Query = {
  readonly __typename?: 'Query';
  /** The catalog with this key, or null. Dintero has no such look-up: its catalogs are paged through, 100 a call. */
  readonly catalog: Maybe<Catalog>;
  /** All catalogs of the account, in the upstream's order. Each 100 cost one call. */
  readonly catalogs: Maybe<CatalogConnection>;
  /** The group with this key, or null. One call. */
  readonly group: Maybe<Group>;
  /** All groups of the account, in the upstream's order. Each 100 cost one call. */
  readonly groups: Maybe<GroupConnection>;
  /**
   * The object with this global id; null when it does not exist (any more). An id of another account, or one that the gateway did not
   * make, is `BAD_USER_INPUT`.
   */
  readonly node: Maybe<Node>;
  /** The objects with these global ids, in the order asked (at most 500); null where one does not exist. One failing id does not fail the others. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** The product with this key in this catalog, or null. One call. */
  readonly product: Maybe<Product>;
  /** The product group with this id or reference, or null. One call. */
  readonly productGroup: Maybe<ProductGroup>;
  /**
   * Product groups by page; each 100 cost one call, side by side. Abillify pages by number: rows that are added or removed while a caller pages on move
   * the pages behind them.
   */
  readonly productGroups: Maybe<ProductGroupConnection>;
  /**
   * Products of one catalog, or without `catalogId` of all catalogs, one after the other. Each 100 of a catalog cost one call, and to know the
   * catalogs one more. Null when the catalog does not exist.
   */
  readonly products: Maybe<ProductConnection>;
  /** The scope of this exact name, or null when it is not known. */
  readonly scope: Maybe<Scope>;
  /** The known scopes, in Dintero's order. No call, unless `isGranted` is asked for or filtered by. */
  readonly scopes: Maybe<ReadonlyArray<Scope>>;
  /** Who is calling and what the gateway is connected to. Costs no call unless `grantedScopes` is asked for. */
  readonly viewer: Viewer;
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryCatalogArgs = {
  catalogId: Scalars['String']['input'];
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryCatalogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryGroupArgs = {
  groupId: Scalars['String']['input'];
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryProductArgs = {
  catalogId: Scalars['String']['input'];
  productId: Scalars['String']['input'];
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryProductGroupArgs = {
  by: ProductGroupBy;
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryProductGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductGroupFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProductGroupOrder>;
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  catalogId?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryScopeArgs = {
  name: Scalars['String']['input'];
};


/**
 * Reads. Every field that needs an upstream call is nullable: an upstream that is down costs its own part, with one error at its path,
 * and everything else still answers.
 */
export type QueryScopesArgs = {
  filter?: InputMaybe<ScopeFilter>;
};

/** A permission that a Dintero API client can be given. Source: Dintero's list of scopes, and the Products API's own. */
export type Scope = Node & {
  readonly __typename?: 'Scope';
  /** What the scope permits. */
  readonly action: ScopeAction;
  /** What it is for, where Dintero says so. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Opaque global id of the scope. */
  readonly id: Scalars['ID']['output'];
  /** Other scopes of this list that a holder needs not hold as well: admin implies write implies read, the whole implies its parts. */
  readonly implies: ReadonlyArray<Scope>;
  /** Whether the caller, or else the Dintero token in use, carries this scope or one that implies it; null when neither tells its scopes. */
  readonly isGranted: Maybe<Scalars['Boolean']['output']>;
  /** As Dintero writes it: `action:resource`, or `action:resource:/path` for a part of the resource, for example `read:products`. */
  readonly name: Scalars['String']['output'];
  /** Schema coordinates of the fields that this scope lets a caller use, for example `Query.products`. */
  readonly opens: ReadonlyArray<Scalars['String']['output']>;
  /** The part of the resource that it is narrowed to, for example `/orders/ANY/events`, where `ANY` stands for one id; null for all of it. */
  readonly path: Maybe<Scalars['String']['output']>;
  /** What it permits this on, for example `products`. */
  readonly resource: Scalars['String']['output'];
};

/** The verb of a scope. */
export type ScopeAction =
  /** Full management. */
  | 'ADMIN'
  /** Only create what the scope names. */
  | 'CREATE'
  /** Read what is public. */
  | 'PUBLIC'
  /** Read. */
  | 'READ'
  /** An end user's own data. */
  | 'USER'
  /** Create, change and delete; reading included. */
  | 'WRITE';

/** Narrows the list of scopes; several fields must all match. */
export type ScopeFilter = {
  /** Scopes with this verb. */
  readonly action?: InputMaybe<ScopeAction>;
  /** Scopes that the token in use grants (true) or does not grant (false); none when the token does not tell. */
  readonly isGranted?: InputMaybe<Scalars['Boolean']['input']>;
  /** Scopes on this resource, for example `products`. */
  readonly resource?: InputMaybe<Scalars['String']['input']>;
};

/** One language's version of a text. */
export type Translation = {
  readonly __typename?: 'Translation';
  /** Language of `value`, as the upstream files it. */
  readonly language: Scalars['LanguageTag']['output'];
  /** The text, exactly as the upstream keeps it; never blank. */
  readonly value: Scalars['String']['output'];
};

/** A text in one language. */
export type TranslationInput = {
  /** Language of the text; each language once. */
  readonly language: Scalars['LanguageTag']['input'];
  /** The text, not blank. */
  readonly value: Scalars['String']['input'];
};

/** Which catalog to change, and how. */
export type UpdateCatalogInput = {
  /** Key of the catalog. */
  readonly catalogId: Scalars['String']['input'];
  /** What to change. */
  readonly changes: CatalogChanges;
};

/** What became of changing a catalog. */
export type UpdateCatalogPayload = {
  readonly __typename?: 'UpdateCatalogPayload';
  /** The catalog as Dintero answered it; null when there are `userErrors`. */
  readonly catalog: Maybe<Catalog>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which group to change, and how. */
export type UpdateGroupInput = {
  /** What to change. */
  readonly changes: GroupChanges;
  /** Key of the group. */
  readonly groupId: Scalars['String']['input'];
};

/** What became of changing a group. */
export type UpdateGroupPayload = {
  readonly __typename?: 'UpdateGroupPayload';
  /** The group as Dintero answered it; null when there are `userErrors`. */
  readonly group: Maybe<Group>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which product to change, and how. */
export type UpdateProductInput = {
  /** Key of the catalog. */
  readonly catalogId: Scalars['String']['input'];
  /** What to change. */
  readonly changes: ProductChanges;
  /** Key of the product in its catalog. */
  readonly productId: Scalars['String']['input'];
};

/** What became of changing a product. */
export type UpdateProductPayload = {
  readonly __typename?: 'UpdateProductPayload';
  /** The product as Dintero answered it; null when there are `userErrors`. */
  readonly product: Maybe<Product>;
  /** What has to be mended; empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Something about a write that the caller can mend. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** What kind of problem it is; messages may change, codes do not. */
  readonly code: UserErrorCode;
  /** Path of the value below the mutation's arguments, list positions included, for example `["input", "groupIds", "1"]`; null when it is about the whole. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is wrong and what is allowed, in English. */
  readonly message: Scalars['String']['output'];
  /** The upstream that refused the write, `dintero` or `abillify`; null when the gateway refused it before any call. */
  readonly upstream: Maybe<Scalars['String']['output']>;
};

/** Kinds of problems that a caller can mend. */
export type UserErrorCode =
  /** The key, or the idempotency key with another input, is in use. */
  | 'CONFLICT'
  /** The credentials do not permit this write. */
  | 'FORBIDDEN'
  /** A value is not allowed. */
  | 'INVALID_INPUT'
  /** An object that the input names does not exist. */
  | 'NOT_FOUND';

/** The account that the gateway works for in this request, and how it is seen. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** Dintero account id: `T` (test) or `P` (production) and eight digits, for example `T11223344`. */
  readonly account: Scalars['String']['output'];
  /** Whether the account holds test or production data, by the first letter of its id. */
  readonly environment: AccountEnvironment;
  /**
   * Scopes of the caller where the gateway asks for credentials; else those of the Dintero token in use, as far as it names them. Null when it does
   * not: what a Dintero token carries is not documented, and the gateway never decides on it.
   */
  readonly grantedScopes: Maybe<ReadonlyArray<Scope>>;
  /** The caller's languages from `Accept-Language`, best first; empty when the header names none. */
  readonly languages: ReadonlyArray<Scalars['LanguageTag']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T | Error;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountEnvironment: AccountEnvironment;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Catalog: ResolverTypeWrapper<CatalogModel>;
  CatalogChanges: CatalogChanges;
  CatalogConnection: ResolverTypeWrapper<CatalogConnectionModel>;
  CatalogEdge: ResolverTypeWrapper<CatalogEdgeModel>;
  CreateCatalogInput: CreateCatalogInput;
  CreateCatalogPayload: ResolverTypeWrapper<Omit<CreateCatalogPayload, 'catalog' | 'userErrors'> & { catalog?: Maybe<ResolversTypes['Catalog']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CreateGroupInput: CreateGroupInput;
  CreateGroupPayload: ResolverTypeWrapper<Omit<CreateGroupPayload, 'group' | 'userErrors'> & { group?: Maybe<ResolversTypes['Group']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CreateProductGroupInput: CreateProductGroupInput;
  CreateProductGroupPayload: ResolverTypeWrapper<Omit<CreateProductGroupPayload, 'productGroup' | 'userErrors'> & { productGroup?: Maybe<ResolversTypes['ProductGroup']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CreateProductInput: CreateProductInput;
  CreateProductPayload: ResolverTypeWrapper<Omit<CreateProductPayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversTypes['Product']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteCatalogInput: DeleteCatalogInput;
  DeleteCatalogPayload: ResolverTypeWrapper<Omit<DeleteCatalogPayload, 'catalog' | 'userErrors'> & { catalog?: Maybe<ResolversTypes['Catalog']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DeleteGroupInput: DeleteGroupInput;
  DeleteGroupPayload: ResolverTypeWrapper<Omit<DeleteGroupPayload, 'group' | 'userErrors'> & { group?: Maybe<ResolversTypes['Group']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  Group: ResolverTypeWrapper<GroupModel>;
  GroupChanges: GroupChanges;
  GroupConnection: ResolverTypeWrapper<GroupConnectionModel>;
  GroupEdge: ResolverTypeWrapper<GroupEdgeModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LanguageTag: ResolverTypeWrapper<Scalars['LanguageTag']['output']>;
  LocalDateTime: ResolverTypeWrapper<Scalars['LocalDateTime']['output']>;
  LocalizedText: ResolverTypeWrapper<LocalizedTextModel>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NewGroupInput: NewGroupInput;
  Node: ResolverTypeWrapper<NodeModel>;
  PageInfo: ResolverTypeWrapper<AnyConnectionModel>;
  PriceInput: PriceInput;
  Product: ResolverTypeWrapper<ProductModel>;
  ProductChanges: ProductChanges;
  ProductConnection: ResolverTypeWrapper<ProductConnectionModel>;
  ProductDimension: ResolverTypeWrapper<ProductDimensionModel>;
  ProductDimensionInput: ProductDimensionInput;
  ProductEdge: ResolverTypeWrapper<ProductEdgeModel>;
  ProductFilter: ProductFilter;
  ProductGroup: ResolverTypeWrapper<ProductGroupModel>;
  ProductGroupBy: ProductGroupBy;
  ProductGroupConnection: ResolverTypeWrapper<ProductGroupConnectionModel>;
  ProductGroupEdge: ResolverTypeWrapper<ProductGroupEdgeModel>;
  ProductGroupFilter: ProductGroupFilter;
  ProductGroupOrder: ProductGroupOrder;
  ProductImage: ResolverTypeWrapper<ProductImageModel>;
  ProductImageInput: ProductImageInput;
  ProductLocation: ResolverTypeWrapper<ProductLocationModel>;
  ProductLocationInput: ProductLocationInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Scope: ResolverTypeWrapper<ScopeModel>;
  ScopeAction: ScopeAction;
  ScopeFilter: ScopeFilter;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Translation: ResolverTypeWrapper<TranslationModel>;
  TranslationInput: TranslationInput;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UUID: ResolverTypeWrapper<Scalars['UUID']['output']>;
  UpdateCatalogInput: UpdateCatalogInput;
  UpdateCatalogPayload: ResolverTypeWrapper<Omit<UpdateCatalogPayload, 'catalog' | 'userErrors'> & { catalog?: Maybe<ResolversTypes['Catalog']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UpdateGroupInput: UpdateGroupInput;
  UpdateGroupPayload: ResolverTypeWrapper<Omit<UpdateGroupPayload, 'group' | 'userErrors'> & { group?: Maybe<ResolversTypes['Group']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UpdateProductInput: UpdateProductInput;
  UpdateProductPayload: ResolverTypeWrapper<Omit<UpdateProductPayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversTypes['Product']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserError: ResolverTypeWrapper<UserErrorModel>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerModel>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Boolean: Scalars['Boolean']['output'];
  Catalog: CatalogModel;
  CatalogChanges: CatalogChanges;
  CatalogConnection: CatalogConnectionModel;
  CatalogEdge: CatalogEdgeModel;
  CreateCatalogInput: CreateCatalogInput;
  CreateCatalogPayload: Omit<CreateCatalogPayload, 'catalog' | 'userErrors'> & { catalog?: Maybe<ResolversParentTypes['Catalog']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CreateGroupInput: CreateGroupInput;
  CreateGroupPayload: Omit<CreateGroupPayload, 'group' | 'userErrors'> & { group?: Maybe<ResolversParentTypes['Group']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CreateProductGroupInput: CreateProductGroupInput;
  CreateProductGroupPayload: Omit<CreateProductGroupPayload, 'productGroup' | 'userErrors'> & { productGroup?: Maybe<ResolversParentTypes['ProductGroup']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CreateProductInput: CreateProductInput;
  CreateProductPayload: Omit<CreateProductPayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversParentTypes['Product']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeleteCatalogInput: DeleteCatalogInput;
  DeleteCatalogPayload: Omit<DeleteCatalogPayload, 'catalog' | 'userErrors'> & { catalog?: Maybe<ResolversParentTypes['Catalog']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DeleteGroupInput: DeleteGroupInput;
  DeleteGroupPayload: Omit<DeleteGroupPayload, 'group' | 'userErrors'> & { group?: Maybe<ResolversParentTypes['Group']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  Group: GroupModel;
  GroupChanges: GroupChanges;
  GroupConnection: GroupConnectionModel;
  GroupEdge: GroupEdgeModel;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  LanguageTag: Scalars['LanguageTag']['output'];
  LocalDateTime: Scalars['LocalDateTime']['output'];
  LocalizedText: LocalizedTextModel;
  Money: MoneyModel;
  Mutation: Record<PropertyKey, never>;
  NewGroupInput: NewGroupInput;
  Node: NodeModel;
  PageInfo: AnyConnectionModel;
  PriceInput: PriceInput;
  Product: ProductModel;
  ProductChanges: ProductChanges;
  ProductConnection: ProductConnectionModel;
  ProductDimension: ProductDimensionModel;
  ProductDimensionInput: ProductDimensionInput;
  ProductEdge: ProductEdgeModel;
  ProductFilter: ProductFilter;
  ProductGroup: ProductGroupModel;
  ProductGroupBy: ProductGroupBy;
  ProductGroupConnection: ProductGroupConnectionModel;
  ProductGroupEdge: ProductGroupEdgeModel;
  ProductGroupFilter: ProductGroupFilter;
  ProductImage: ProductImageModel;
  ProductImageInput: ProductImageInput;
  ProductLocation: ProductLocationModel;
  ProductLocationInput: ProductLocationInput;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Scope: ScopeModel;
  ScopeFilter: ScopeFilter;
  String: Scalars['String']['output'];
  Translation: TranslationModel;
  TranslationInput: TranslationInput;
  URL: Scalars['URL']['output'];
  UUID: Scalars['UUID']['output'];
  UpdateCatalogInput: UpdateCatalogInput;
  UpdateCatalogPayload: Omit<UpdateCatalogPayload, 'catalog' | 'userErrors'> & { catalog?: Maybe<ResolversParentTypes['Catalog']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UpdateGroupInput: UpdateGroupInput;
  UpdateGroupPayload: Omit<UpdateGroupPayload, 'group' | 'userErrors'> & { group?: Maybe<ResolversParentTypes['Group']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UpdateProductInput: UpdateProductInput;
  UpdateProductPayload: Omit<UpdateProductPayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversParentTypes['Product']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserError: UserErrorModel;
  Viewer: ViewerModel;
};

export type CallsDirectiveArgs = {
  batched?: Scalars['Boolean']['input'];
  free?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  levels?: Scalars['Int']['input'];
  most?: Maybe<Scalars['Int']['input']>;
  narrowedBy?: Maybe<Scalars['String']['input']>;
  rows?: Scalars['Int']['input'];
  upstream: Scalars['String']['input'];
};

export type CallsDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = CallsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SizedByDirectiveArgs = {
  lists: ReadonlyArray<Scalars['String']['input']>;
};

export type SizedByDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = SizedByDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CatalogResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Catalog'] = ResolversParentTypes['Catalog']> = {
  catalogId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<CatalogProductsArgs, 'first'>>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  uuid?: Resolver<Maybe<ResolversTypes['UUID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CatalogConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CatalogConnection'] = ResolversParentTypes['CatalogConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CatalogEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Catalog']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CatalogEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CatalogEdge'] = ResolversParentTypes['CatalogEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Catalog']>, ParentType, ContextType>;
};

export type CreateCatalogPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateCatalogPayload'] = ResolversParentTypes['CreateCatalogPayload']> = {
  catalog?: Resolver<Maybe<ResolversTypes['Catalog']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateGroupPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateGroupPayload'] = ResolversParentTypes['CreateGroupPayload']> = {
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateProductGroupPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProductGroupPayload'] = ResolversParentTypes['CreateProductGroupPayload']> = {
  productGroup?: Resolver<Maybe<ResolversTypes['ProductGroup']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateProductPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProductPayload'] = ResolversParentTypes['CreateProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteCatalogPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteCatalogPayload'] = ResolversParentTypes['DeleteCatalogPayload']> = {
  catalog?: Resolver<Maybe<ResolversTypes['Catalog']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteGroupPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteGroupPayload'] = ResolversParentTypes['DeleteGroupPayload']> = {
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type GroupResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Group'] = ResolversParentTypes['Group']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  groupId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  productGroup?: Resolver<Maybe<ResolversTypes['ProductGroup']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  uuid?: Resolver<Maybe<ResolversTypes['UUID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GroupConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['GroupConnection'] = ResolversParentTypes['GroupConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['GroupEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Group']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type GroupEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['GroupEdge'] = ResolversParentTypes['GroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export interface LanguageTagScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LanguageTag'], any> {
  name: 'LanguageTag';
}

export interface LocalDateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDateTime'], any> {
  name: 'LocalDateTime';
}

export type LocalizedTextResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['LocalizedText'] = ResolversParentTypes['LocalizedText']> = {
  availableLanguages?: Resolver<ReadonlyArray<ResolversTypes['LanguageTag']>, ParentType, ContextType>;
  isFallback?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['LanguageTag']>, ParentType, ContextType>;
  translations?: Resolver<ReadonlyArray<ResolversTypes['Translation']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
  minorUnits?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createCatalog?: Resolver<Maybe<ResolversTypes['CreateCatalogPayload']>, ParentType, ContextType, RequireFields<MutationCreateCatalogArgs, 'input'>>;
  createGroup?: Resolver<Maybe<ResolversTypes['CreateGroupPayload']>, ParentType, ContextType, RequireFields<MutationCreateGroupArgs, 'input'>>;
  createProduct?: Resolver<Maybe<ResolversTypes['CreateProductPayload']>, ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  createProductGroup?: Resolver<Maybe<ResolversTypes['CreateProductGroupPayload']>, ParentType, ContextType, RequireFields<MutationCreateProductGroupArgs, 'input'>>;
  deleteCatalog?: Resolver<Maybe<ResolversTypes['DeleteCatalogPayload']>, ParentType, ContextType, RequireFields<MutationDeleteCatalogArgs, 'input'>>;
  deleteGroup?: Resolver<Maybe<ResolversTypes['DeleteGroupPayload']>, ParentType, ContextType, RequireFields<MutationDeleteGroupArgs, 'input'>>;
  updateCatalog?: Resolver<Maybe<ResolversTypes['UpdateCatalogPayload']>, ParentType, ContextType, RequireFields<MutationUpdateCatalogArgs, 'input'>>;
  updateGroup?: Resolver<Maybe<ResolversTypes['UpdateGroupPayload']>, ParentType, ContextType, RequireFields<MutationUpdateGroupArgs, 'input'>>;
  updateProduct?: Resolver<Maybe<ResolversTypes['UpdateProductPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
};

export type NodeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Catalog' | 'Group' | 'Product' | 'ProductGroup' | 'Scope', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  catalog?: Resolver<Maybe<ResolversTypes['Catalog']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dimension?: Resolver<Maybe<ResolversTypes['ProductDimension']>, ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Group']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  images?: Resolver<ReadonlyArray<ResolversTypes['ProductImage']>, ParentType, ContextType, Partial<ProductImagesArgs>>;
  isVirtual?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isVisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, Partial<ProductIsVisibleArgs>>;
  itemsInStorage?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  locations?: Resolver<ReadonlyArray<ResolversTypes['ProductLocation']>, ParentType, ContextType, Partial<ProductLocationsArgs>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  productId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  uuid?: Resolver<Maybe<ResolversTypes['UUID']>, ParentType, ContextType>;
  visibleFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  visibleUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Product']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductDimensionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductDimension'] = ResolversParentTypes['ProductDimension']> = {
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  config?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  style?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type ProductGroupResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductGroup'] = ResolversParentTypes['ProductGroup']> = {
  ancestors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProductGroup']>>, ParentType, ContextType>;
  children?: Resolver<Maybe<ResolversTypes['ProductGroupConnection']>, ParentType, ContextType, RequireFields<ProductGroupChildrenArgs, 'first'>>;
  clientId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  committedAt?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  longDescription?: Resolver<Maybe<ResolversTypes['LocalizedText']>, ParentType, ContextType, RequireFields<ProductGroupLongDescriptionArgs, 'fallback'>>;
  meta?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  modifiedAt?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['ProductGroup']>, ParentType, ContextType>;
  productGroupId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shortDescription?: Resolver<Maybe<ResolversTypes['LocalizedText']>, ParentType, ContextType, RequireFields<ProductGroupShortDescriptionArgs, 'fallback'>>;
  title?: Resolver<Maybe<ResolversTypes['LocalizedText']>, ParentType, ContextType, RequireFields<ProductGroupTitleArgs, 'fallback'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductGroupConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductGroupConnection'] = ResolversParentTypes['ProductGroupConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductGroupEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['ProductGroup']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductGroupEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductGroupEdge'] = ResolversParentTypes['ProductGroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ProductGroup']>, ParentType, ContextType>;
};

export type ProductImageResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductImage'] = ResolversParentTypes['ProductImage']> = {
  caption?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  href?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  rel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductLocationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProductLocation'] = ResolversParentTypes['ProductLocation']> = {
  isAvailableForPickup?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isAvailableForShipping?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  itemsInStorage?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  locationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  catalog?: Resolver<Maybe<ResolversTypes['Catalog']>, ParentType, ContextType, RequireFields<QueryCatalogArgs, 'catalogId'>>;
  catalogs?: Resolver<Maybe<ResolversTypes['CatalogConnection']>, ParentType, ContextType, RequireFields<QueryCatalogsArgs, 'first'>>;
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType, RequireFields<QueryGroupArgs, 'groupId'>>;
  groups?: Resolver<Maybe<ResolversTypes['GroupConnection']>, ParentType, ContextType, RequireFields<QueryGroupsArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'catalogId' | 'productId'>>;
  productGroup?: Resolver<Maybe<ResolversTypes['ProductGroup']>, ParentType, ContextType, RequireFields<QueryProductGroupArgs, 'by'>>;
  productGroups?: Resolver<Maybe<ResolversTypes['ProductGroupConnection']>, ParentType, ContextType, RequireFields<QueryProductGroupsArgs, 'first' | 'orderBy'>>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  scope?: Resolver<Maybe<ResolversTypes['Scope']>, ParentType, ContextType, RequireFields<QueryScopeArgs, 'name'>>;
  scopes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Scope']>>, ParentType, ContextType, Partial<QueryScopesArgs>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type ScopeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Scope'] = ResolversParentTypes['Scope']> = {
  action?: Resolver<ResolversTypes['ScopeAction'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  implies?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
  isGranted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opens?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TranslationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Translation'] = ResolversParentTypes['Translation']> = {
  language?: Resolver<ResolversTypes['LanguageTag'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface UuidScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['UUID'], any> {
  name: 'UUID';
}

export type UpdateCatalogPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateCatalogPayload'] = ResolversParentTypes['UpdateCatalogPayload']> = {
  catalog?: Resolver<Maybe<ResolversTypes['Catalog']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateGroupPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateGroupPayload'] = ResolversParentTypes['UpdateGroupPayload']> = {
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProductPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateProductPayload'] = ResolversParentTypes['UpdateProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  upstream?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  environment?: Resolver<ResolversTypes['AccountEnvironment'], ParentType, ContextType>;
  grantedScopes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Scope']>>, ParentType, ContextType>;
  languages?: Resolver<ReadonlyArray<ResolversTypes['LanguageTag']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GatewayContext> = {
  Catalog?: CatalogResolvers<ContextType>;
  CatalogConnection?: CatalogConnectionResolvers<ContextType>;
  CatalogEdge?: CatalogEdgeResolvers<ContextType>;
  CreateCatalogPayload?: CreateCatalogPayloadResolvers<ContextType>;
  CreateGroupPayload?: CreateGroupPayloadResolvers<ContextType>;
  CreateProductGroupPayload?: CreateProductGroupPayloadResolvers<ContextType>;
  CreateProductPayload?: CreateProductPayloadResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeleteCatalogPayload?: DeleteCatalogPayloadResolvers<ContextType>;
  DeleteGroupPayload?: DeleteGroupPayloadResolvers<ContextType>;
  Group?: GroupResolvers<ContextType>;
  GroupConnection?: GroupConnectionResolvers<ContextType>;
  GroupEdge?: GroupEdgeResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  LanguageTag?: GraphQLScalarType;
  LocalDateTime?: GraphQLScalarType;
  LocalizedText?: LocalizedTextResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductDimension?: ProductDimensionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductGroup?: ProductGroupResolvers<ContextType>;
  ProductGroupConnection?: ProductGroupConnectionResolvers<ContextType>;
  ProductGroupEdge?: ProductGroupEdgeResolvers<ContextType>;
  ProductImage?: ProductImageResolvers<ContextType>;
  ProductLocation?: ProductLocationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Scope?: ScopeResolvers<ContextType>;
  Translation?: TranslationResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UUID?: GraphQLScalarType;
  UpdateCatalogPayload?: UpdateCatalogPayloadResolvers<ContextType>;
  UpdateGroupPayload?: UpdateGroupPayloadResolvers<ContextType>;
  UpdateProductPayload?: UpdateProductPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GatewayContext> = {
  calls?: CallsDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  sizedBy?: SizedByDirectiveResolver<any, any, ContextType>;
};
