import { EvidenceResolver } from './evidence.resolver';

export { registerFileRoutes } from './files.routes';

export const evidenceProviders = [EvidenceResolver];
