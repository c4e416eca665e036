//! What crosses to the page, written to `ui/src/messages/` as TypeScript.
