export { minimalSnapshot, sampleSnapshot } from './sample-snapshot';
export { sampleIndices } from './sample-indices';
