export * from './snapshot';
export * from './blocks';
export {
  composeBySection,
  composeReport,
  type ComposeOptions,
  type SectionProgress,
} from './compose';
export { withErasures, type Erasure } from './erasures';
export { tellsOf, withFiguresWithheld, type WithheldFigures } from './withheld-figures';
export { readableSchemas, readSnapshot } from './earlier-snapshots';
export * from './report-export';
export { nothingSince, sinceFor, type SinceSeal } from './since-seal';
export * from './seal-algorithms';
export { fileFrom } from './file-from-entries';
export * from './seal-entries';
export * from './versions';
export * from './change-types';
export {
  coordinatorReader,
  isCleared,
  panelReader,
  type ReportReader,
  type Sight,
} from './clearance';
export { reportSections, type ReportSectionKey } from './sections';
export type { SectionContext, SectionDefinition } from './section';
export { escapeHtml, renderHtml, renderHtmlPage, type HtmlOptions } from './html';
export { distributionSvg } from './plots/distribution-plot';
export { heatSvg, type HeatRow } from './plots/heat-table';
export { reportWords, type ReportMessage } from './words';
