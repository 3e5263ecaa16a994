import { useEffect, useState } from 'react';
import type { TemplateDocument } from '@consilium/domain/templates';
import { apiHeaders } from '../platform/graphql';
import { endingFetch } from '../platform/requests/ending-fetch';

// Documents never change under their hash: one request each, for as long as the page lives.
const known = new Map<string, Promise<TemplateDocument>>();

async function load(contentHash: string, organisation: string): Promise<TemplateDocument> {
  const response = await endingFetch()(`/api/templates/${contentHash}`, {
    headers: apiHeaders(organisation),
    credentials: 'same-origin',
  });
  if (!response.ok) throw new Error(`Failed to fetch the template (${response.status})`);
  return (await response.json()) as TemplateDocument;
}

type Loaded =
  | { readonly document: TemplateDocument; readonly error?: undefined }
  | { readonly document: null; readonly error?: unknown };

/** The template document with this hash; null while it is on its way. */
export function useTemplateDocument(
  contentHash: string | undefined,
  organisation: string,
): Loaded & { retry(): void } {
  const [loaded, setLoaded] = useState<Loaded>({ document: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (contentHash === undefined) return undefined;
    let left = false;
    const key = `${organisation}/${contentHash}`;
    const request = known.get(key) ?? load(contentHash, organisation);
    known.set(key, request);
    request.then(
      (document) => left || setLoaded({ document }),
      (error: unknown) => {
        known.delete(key);
        if (!left) setLoaded({ document: null, error });
      },
    );
    return () => {
      left = true;
    };
  }, [contentHash, organisation, attempt]);
  return { ...loaded, retry: () => setAttempt((count) => count + 1) };
}
