import 'i18next';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    // Keys are the codes of the domain, whose underscores mean nothing here.
    contextSeparator: '|';
    resources: { ui: typeof import('@consilium/domain/messages/fr/ui.json') };
  }
}
