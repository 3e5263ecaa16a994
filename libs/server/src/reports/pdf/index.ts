export { renderPdf, type RenderedPdf, type RenderOptions } from './render-pdf';
export { TypstError } from './typst-process';
