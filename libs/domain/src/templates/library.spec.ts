import { composeLibraryTemplate } from './library';
test('x', () => { expect(composeLibraryTemplate().questions.length).toBe(108); });
