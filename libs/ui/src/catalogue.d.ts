import 'i18next';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { ui: typeof import('@consilium/domain/messages/fr/ui.json') };
  }
}
