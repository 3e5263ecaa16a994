import type { ReactElement, ReactNode } from 'react';
import i18next, { type i18n } from 'i18next';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { MantineProvider } from '@mantine/core';
import { render, type RenderResult } from '@testing-library/react';
import en from '@consilium/domain/messages/en/ui.json' with { type: 'json' };
import fr from '@consilium/domain/messages/fr/ui.json' with { type: 'json' };
import { theme } from '../theme';

/** An i18next instance with the `ui` texts and any others given, ready at once. */
export function speaking(locale: 'fr' | 'en', more: Record<string, object> = {}): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    resources: { [locale]: { ui: locale === 'fr' ? fr : en, ...more } },
    contextSeparator: '|',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

/** Renders a component as the product does, without transitions; English unless told. */
export function renderUi(
  element: ReactElement,
  options: { locale?: 'fr' | 'en'; wrap?: (children: ReactNode) => ReactNode } = {},
): RenderResult {
  const wrap = options.wrap ?? ((children: ReactNode) => children);
  const texts = speaking(options.locale ?? 'en');
  return render(element, {
    wrapper: ({ children }) => (
      <I18nextProvider i18n={texts}>
        <MantineProvider theme={theme} env="test">
          {wrap(children)}
        </MantineProvider>
      </I18nextProvider>
    ),
  });
}
