import { lazy } from 'react';
import type { Room } from '../app/room';

/** Documents behind one question, to stand beside it; loaded when first shown. */
export const EvidencePanel = lazy(async () => ({
  default: (await import('./evidence-panel')).EvidencePanel,
}));

/** The form that brings in one document, for a page of another room; loaded when first shown. */
export const AddDocument = lazy(async () => ({
  default: (await import('./add-document')).AddDocument,
}));

/** Chooses among the documents filed in the evaluation; loaded when first shown. */
export const ChooseFiled = lazy(async () => ({
  default: (await import('./choose-filed')).ChooseFiled,
}));

export { FileLink } from './file-link';

/** Documents: upload, library of an evaluation, links to questions. */
export const evidenceRoom: Room = {
  evaluationRoutes: [{ path: 'evidence', lazy: () => import('./library-page') }],
};
