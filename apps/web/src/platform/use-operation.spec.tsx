import { renderHook } from '@testing-library/react';
import { useOperation } from './use-operation';

describe('the id of what a form sends', () => {
  const begin = (before: Parameters<typeof useOperation>[0] = null) =>
    renderHook(() => useOperation(before)).result.current;

  it('stays for the same words, and is another for other words or after the end', () => {
    const operation = begin();
    const first = operation.of({ title: 'A' });
    expect(first).toEqual({ operationId: expect.any(String), title: 'A' });
    expect(operation.of({ title: 'A' }).operationId).toBe(first.operationId);
    const changed = operation.of({ title: 'B' }).operationId;
    expect(changed).not.toBe(first.operationId);
    operation.end();
    expect(operation.of({ title: 'B' }).operationId).not.toBe(changed);
  });

  it('outlives the page with the draft it was sent for', () => {
    const before = begin();
    const sent = before.of({ title: 'A' }).operationId;
    const kept = JSON.parse(JSON.stringify(before.sent())) as ReturnType<typeof before.sent>;
    expect(begin(kept).of({ title: 'A' }).operationId).toBe(sent);
    expect(begin(kept).of({ title: 'B' }).operationId).not.toBe(sent);
  });
});
