/** Texts by language tag, as the upstream keys them. */
export type Translations = Readonly<Record<string, string>>;

export interface ProductGroup {
  readonly kind: 'ProductGroup';
  /** Digits; beyond 2^53 possible, so never a number. */
  readonly productGroupId: string;
  readonly reference: string | null;
  readonly label: string | null;
  readonly isActive: boolean | null;
  readonly clientId: string | null;
  readonly meta: Readonly<Record<string, unknown>> | null;
  readonly title: Translations;
  readonly shortDescription: Translations;
  readonly longDescription: Translations;
  readonly parentId: string | null;
  /** ISO 8601 without zone. */
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
  readonly committedAt: string | null;
}
