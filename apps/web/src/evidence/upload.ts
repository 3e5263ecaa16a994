import { ServerError } from '@apollo/client/errors';
import { apiHeaders } from '../platform/graphql';
import { NoAnswer } from '../platform/requests/ending-fetch';

/** An upload of which no byte moves for this long has come to nothing, in milliseconds. */
const stillMs = 30_000;
/** The server looks through a file that arrived; its word is waited for so long, in milliseconds. */
const wordWithinMs = 60_000;

/** A file as the server kept it; not yet a document. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
}

interface UploadOptions {
  readonly file: File;
  readonly organisation: string;
  /** The same for every attempt with the same file, so that a repeat is recognised. */
  readonly operationId: string;
  readonly signal: AbortSignal;
  onProgress(sent: number): void;
}

/**
 * Sends the bytes of one file as they are. Uses XMLHttpRequest, because `fetch` tells nothing of what
 * has been sent. Rejects with `NoAnswer` when nothing moves any more, else with the errors that `failureOf` reads.
 */
export function uploadFile({
  file,
  organisation,
  operationId,
  signal,
  onProgress,
}: UploadOptions): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    const headers = {
      ...apiHeaders(organisation),
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(file.name),
      'x-operation-id': operationId,
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    let end: ReturnType<typeof setTimeout> | undefined;
    const endIn = (delay: number): void => {
      clearTimeout(end);
      end = setTimeout(() => {
        reject(new NoAnswer());
        request.abort();
      }, delay);
    };
    request.addEventListener('loadend', () => clearTimeout(end));
    request.upload.addEventListener('progress', ({ loaded }) => {
      onProgress(loaded);
      endIn(stillMs);
    });
    request.upload.addEventListener('load', () => endIn(wordWithinMs));
    request.addEventListener('load', () => {
      if (request.status === 201) {
        resolve(JSON.parse(request.responseText) as UploadedFile);
        return;
      }
      const response = new Response(null, { status: request.status });
      reject(
        new ServerError('the upload was declined', { response, bodyText: request.responseText }),
      );
    });
    request.addEventListener('error', () => reject(new TypeError('Failed to fetch')));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    endIn(stillMs);
    request.send(file);
  });
}

/** Where a file is downloaded from; a link carries no header, so the organisation stands in it. */
export const downloadPath = (fileId: string, organisation: string): string =>
  `/api/files/${fileId}?organisation=${encodeURIComponent(organisation)}`;
