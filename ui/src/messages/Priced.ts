export type Priced = "key"|"storage"|"writing"|"key-use"|"identity";
