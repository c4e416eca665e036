import type { DocumentId } from "./DocumentId";
export type Document = { id: DocumentId, json: string };
