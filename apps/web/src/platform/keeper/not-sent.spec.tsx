import { renderHook } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { startTexts } from '../i18n';
import { useNotTakenText } from '../failure-notice';
import type { Failure } from '../failures';
import { notSent } from './not-sent';

describe('words that the server does not take', () => {
  const said = async (failure: Failure, locale: 'fr' | 'en'): Promise<string> => {
    const result = notSent(failure);
    if (result.kind !== 'refused') throw new Error(`it was ${result.kind}`);
    const texts = await startTexts(locale);
    const { result: text, unmount } = renderHook(() => useNotTakenText(), {
      wrapper: ({ children }) => <I18nextProvider i18n={texts}>{children}</I18nextProvider>,
    });
    const sentence = text.current(result.refusal);
    unmount();
    return sentence;
  };

  it.each([
    [
      { kind: 'tooLarge' } as const,
      'C’est trop volumineux pour être envoyé d’un coup. Raccourcissez votre texte, ou ajoutez-le comme document, puis recommencez.',
      'This is too large to be sent at once. Shorten your text, or add it as a document, then try again.',
    ],
    [
      { kind: 'tooCostly' } as const,
      'Cette page demande trop de choses à la fois. Rechargez-la\u00a0; si cela se reproduit, prévenez votre administrateur.',
      'This page asks for too much at once. Reload it; if it happens again, tell your administrator.',
    ],
    [
      { kind: 'refused', code: 'invalid_input', details: {} } as const,
      'La demande est incomplète ou mal formée. Rechargez la page et recommencez.',
      'The request is incomplete or malformed. Reload the page and try again.',
    ],
  ])('says of %j what it is', async (failure, french, english) => {
    expect(await said(failure, 'fr')).toBe(french);
    expect(await said(failure, 'en')).toBe(english);
  });
});
