/** How long an answer of the API is waited for, in milliseconds. */
export const answerWithinMs = 20_000;

/** The server did not answer in time: nobody knows whether it did what was asked. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor() {
    super('no answer in time');
  }
}

/**
 * A `fetch` whose wait has an end, which covers the body too: a proxy may send headers and then
 * nothing. Rejects with `NoAnswer`, or as `fetch` does when the caller stops it first.
 */
export function endingFetch(withinMs = answerWithinMs): typeof fetch {
  return async (input, init) => {
    const controller = new AbortController();
    const stop = (): void => controller.abort(init?.signal?.reason);
    if (init?.signal?.aborted) stop();
    init?.signal?.addEventListener('abort', stop);
    let late: ReturnType<typeof setTimeout> | undefined;
    const end = new Promise<never>((_, reject) => {
      late = setTimeout(() => {
        reject(new NoAnswer());
        controller.abort();
      }, withinMs);
    });
    const whole = async (): Promise<Response> => {
      const response = await fetch(input, { ...init, signal: controller.signal });
      const { status, statusText, headers } = response;
      const bytes = await response.arrayBuffer();
      const empty = [204, 205, 304].includes(status);
      return new Response(empty ? null : bytes, { status, statusText, headers });
    };
    try {
      return await Promise.race([whole(), end]);
    } finally {
      clearTimeout(late);
      init?.signal?.removeEventListener('abort', stop);
    }
  };
}
