import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, type Failure } from '../platform/failures';
import { newOperationId } from '../platform/ids';
import { useMembership } from '../platform/organisation';
import { uploadFile } from './upload';

export type UploadState =
  | { readonly step: 'none' }
  | { readonly step: 'sending'; readonly file: File; readonly sent: number }
  | { readonly step: 'arrived'; readonly file: File; readonly fileId: string }
  | { readonly step: 'failed'; readonly file: File; readonly failure: Failure };

interface Upload {
  readonly state: UploadState;
  start(file: File): void;
  retry(): void;
  /** Stops what is being sent and forgets the file. */
  clear(): void;
}

/** One file on its way to the server; leaving the page stops it, and the server keeps nothing. */
export function useUpload(): Upload {
  const { slug } = useMembership();
  const [state, setState] = useState<UploadState>({ step: 'none' });
  const running = useRef<AbortController | null>(null);
  const chosen = useRef<{ file: File; operationId: string } | null>(null);

  const send = useCallback(() => {
    const work = chosen.current;
    if (!work) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { file, operationId } = work;
    const current = () => running.current === controller;
    setState({ step: 'sending', file, sent: 0 });
    uploadFile({
      file,
      operationId,
      organisation: slug,
      signal: controller.signal,
      onProgress: (sent) => current() && setState({ step: 'sending', file, sent }),
    }).then(
      ({ id }) => current() && setState({ step: 'arrived', file, fileId: id }),
      (error: unknown) =>
        current() && setState({ step: 'failed', file, failure: failureOf(error) }),
    );
  }, [slug]);

  const start = useCallback(
    (file: File) => {
      chosen.current = { file, operationId: newOperationId() };
      send();
    },
    [send],
  );

  const clear = useCallback(() => {
    running.current?.abort();
    running.current = null;
    chosen.current = null;
    setState({ step: 'none' });
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { state, start, retry: send, clear };
}
