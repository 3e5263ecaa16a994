/** What a scanner says of a file. */
export type ScanVerdict = 'clean' | 'infected';

/**
 * Looks for malware in a file that has arrived. Where none is configured the product says "not
 * scanned" beside each file instead of pretending.
 */
export interface FileScanner {
  scan(path: string): Promise<ScanVerdict>;
}
