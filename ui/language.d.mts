/** What tests ask of language.mjs. */
export const faultsOf: (messages: Record<string, string>) => string[];
export const differences: (english: Record<string, string>, other: Record<string, string>) => string[];
