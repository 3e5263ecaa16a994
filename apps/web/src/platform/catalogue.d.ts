import 'i18next';
import type { Catalogue } from '../gql/catalogue';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    // Keys are the codes of the domain, whose underscores mean nothing here.
    contextSeparator: '|';
    resources: Catalogue;
  }
}
