/** Gives Cloudscape its own texts: what its icons and its buttons without words are called. */
import { I18nProvider } from "@cloudscape-design/components/i18n";
import type { ReactNode } from "react";
import { language } from "./language";

/** Stands outside whatever has a state: drawn anew, it would draw all of Cloudscape anew. */
export const CloudscapeTexts = ({ children }: { children: ReactNode }) => {
  const { locale, cloudscape } = language();
  return (
    <I18nProvider locale={locale} messages={[cloudscape]}>
      {children}
    </I18nProvider>
  );
};
