export { lineOfFinding, linesOf } from './audit-lines';
export type { Finding } from './findings';
export { holds, verifyChains, type AuditOptions, type AuditReport } from './verify-chains';
export { parseHead, parseMail, parseReport, unknownOf, type Witness } from './witnesses';
