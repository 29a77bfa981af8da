/** Who made and changed a Dintero object, and when. Instants are ISO 8601 with zone. */
export interface Audit {
  readonly createdAt: string | null;
  readonly createdBy: string | null;
  readonly updatedAt: string | null;
  readonly deletedAt: string | null;
  readonly deletedBy: string | null;
}
