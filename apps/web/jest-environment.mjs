import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom with the fetch classes of Node, which the router and the GraphQL client expect. */
export default class BrowserEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const { Request: NodeRequest, Response, Headers } = globalThis;
    Object.assign(this.global, {
      Response,
      Headers,
      // Node's Request refuses the abort signals of jsdom; it carries them beside.
      Request: class extends NodeRequest {
        constructor(input, { signal, ...init } = {}) {
          super(input, init);
          if (signal) Object.defineProperty(this, 'signal', { value: signal });
        }
      },
    });
  }
}
