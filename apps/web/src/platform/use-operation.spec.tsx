import { renderHook } from '@testing-library/react';
import { useOperation } from './use-operation';

describe('the id of what a form sends', () => {
  it('stays for the same words, and is another for other words or after the end', () => {
    const operation = renderHook(() => useOperation()).result.current;
    const first = operation.of({ title: 'A' });
    expect(first).toEqual({ operationId: expect.any(String), title: 'A' });
    expect(operation.of({ title: 'A' }).operationId).toBe(first.operationId);
    const changed = operation.of({ title: 'B' }).operationId;
    expect(changed).not.toBe(first.operationId);
    operation.end();
    expect(operation.of({ title: 'B' }).operationId).not.toBe(changed);
  });
});
