export type Unchecked = "root"|"no-policies"|"role-unknown"|"aws";
