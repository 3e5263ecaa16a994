import { launch } from './launch';

process.exitCode = await launch(process.env);
