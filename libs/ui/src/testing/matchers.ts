import { expect } from '@jest/globals';
import * as matchers from '@testing-library/jest-dom/matchers';
import { configure } from '@testing-library/react';

expect.extend(matchers as unknown as Parameters<typeof expect.extend>[0]);

// Pages are loaded when first visited: on a busy machine a second is not always enough.
configure({ asyncUtilTimeout: 15_000 });
