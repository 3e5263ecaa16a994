import { isBeating } from '../heartbeat';

/** For orchestrators: ends with 0 while the worker of this machine works (HEARTBEAT_FILE). */
const file = process.env['HEARTBEAT_FILE'];
if (!file) process.stderr.write('HEARTBEAT_FILE is missing: name the file given to the worker.\n');
process.exitCode = file && (await isBeating(file, Date.now())) ? 0 : 1;
