export type DocumentId = "permissions"|"trust"|"bucket";
