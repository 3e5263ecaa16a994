import { isId } from '@consilium/domain/kernel';
import { newOperationId } from './ids';

describe('newOperationId', () => {
  it('is a uuid of version 4, also where the page has no secure context', () => {
    const original = crypto.randomUUID;
    Object.defineProperty(crypto, 'randomUUID', { configurable: true, value: undefined });
    const id = newOperationId();
    Object.defineProperty(crypto, 'randomUUID', { configurable: true, value: original });
    expect(isId(id)).toBe(true);
    expect(id[14]).toBe('4');
    expect('89ab').toContain(id[19]);
    expect(newOperationId()).not.toBe(id);
  });
});
