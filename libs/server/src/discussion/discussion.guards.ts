import type { WarningProvider } from '../evaluations';
import type { TemplateLibrary } from '../templates';
import { openObjections } from './discussion.queries';

/** Open objections among the threads that the reader sees. */
export const discussionWarnings =
  (templates: TemplateLibrary): WarningProvider =>
  async (tx, evaluationId, facts) => ({
    noObjectionOpen: (await openObjections(tx, templates, evaluationId, facts)).length,
  });
