import { renderHook } from '@testing-library/react';
import { startTexts } from '../platform/i18n';
import { useMissing } from './use-missing';

describe('what a file lacks', () => {
  beforeAll(async () => {
    const texts = await startTexts('en');
    await texts.loadNamespaces(['evaluations', 'ui']);
  });

  const file = { id: 'e1', vacant: 1, missingFunctions: [], missingRoles: [] };
  const said = (...asked: Parameters<ReturnType<typeof useMissing>>) => {
    const { result } = renderHook(() => useMissing());
    return result.current(...asked);
  };

  it('is said with the parts and conditions of the same file that nobody holds', () => {
    const without = [
      { evaluationId: 'other', parts: 7, conditions: 7 },
      { evaluationId: 'e1', parts: 2, conditions: 1 },
    ];
    expect(said(file, without)).toBe(
      '1 vacant seat, 2 parts that nobody answers and 1 condition that nobody sees to',
    );
  });

  it('is nothing only where nothing is without a holder', () => {
    const full = { ...file, vacant: 0 };
    expect(said(full, [{ evaluationId: 'e1', parts: 1, conditions: 0 }])).toBe(
      '1 part that nobody answers',
    );
    // Who does not run the file is told of seats alone.
    expect(said(full, [{ evaluationId: 'e1', parts: null, conditions: null }])).toBe('nothing');
    expect(said(full, [])).toBe('nothing');
  });
});
