export { sampleSince } from './sample-since';
export { minimalSnapshot, sampleSnapshot } from './sample-snapshot';
export { sampleIndices } from './sample-indices';
export { withWords } from './with-words';
