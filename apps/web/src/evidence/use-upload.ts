import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, isPassing, type Failure } from '../platform/failures';
import { newOperationId } from '../platform/ids';
import { useMembership } from '../platform/organisation';
import { uploadFile } from './upload';

export type UploadState =
  | { readonly step: 'none' }
  | { readonly step: 'sending'; readonly file: File; readonly sent: number }
  | { readonly step: 'arrived'; readonly file: File; readonly fileId: string }
  | { readonly step: 'failed'; readonly file: File; readonly failure: Failure };

/** Pauses before a file that did not arrive is sent again by itself, in milliseconds. */
const pausesMs = [1_000, 5_000] as const;

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
  const again = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const send = useCallback(
    (tries = 0) => {
      const work = chosen.current;
      if (!work) return;
      clearTimeout(again.current);
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const { file, operationId } = work;
      const current = () => running.current === controller;
      setState({ step: 'sending', file, sent: 0 });
      const failed = (error: unknown): void => {
        if (!current()) return;
        const failure = failureOf(error);
        const pause = pausesMs[tries];
        if (pause !== undefined && navigator.onLine && isPassing(failure)) {
          again.current = setTimeout(() => send(tries + 1), pause);
          return;
        }
        setState({ step: 'failed', file, failure });
      };
      uploadFile({
        file,
        operationId,
        organisation: slug,
        signal: controller.signal,
        onProgress: (sent) => current() && setState({ step: 'sending', file, sent }),
      }).then(({ id }) => current() && setState({ step: 'arrived', file, fileId: id }), failed);
    },
    [slug],
  );

  const start = useCallback(
    (file: File) => {
      chosen.current = { file, operationId: newOperationId() };
      send();
    },
    [send],
  );

  const retry = useCallback(() => send(), [send]);

  const clear = useCallback(() => {
    clearTimeout(again.current);
    running.current?.abort();
    running.current = null;
    chosen.current = null;
    setState({ step: 'none' });
  }, []);

  const { step } = state;
  useEffect(() => {
    if (step !== 'failed') return undefined;
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [step, retry]);
  useEffect(
    () => () => {
      clearTimeout(again.current);
      running.current?.abort();
      running.current = null;
    },
    [],
  );
  return { state, start, retry, clear };
}
