// npm start. Runs on any Node that knows modules, to be able to say that it is too old; then
// builds what changed and hands over to the built launcher.

/** The ranges of package.json's "engines", which this file cannot read before it knows its Node. */
var SUPPORTED = [
  { major: 20, minor: 19 },
  { major: 22, minor: 13 },
  { major: 24, minor: 11, andLater: true },
];

function isSupported(version) {
  var parts = version.split('.').map(Number);
  return SUPPORTED.some(function (range) {
    if (parts[0] === range.major) return parts[1] >= range.minor;
    return range.andLater === true && parts[0] > range.major;
  });
}

if (isSupported(process.versions.node)) {
  import('./build-and-launch.mjs');
} else {
  console.error(
    'Consilium needs Node 20.19 or later, 22.13 or later, or 24.11 or later, and this is Node ' +
      process.versions.node +
      '.',
  );
  process.exitCode = 1;
}
