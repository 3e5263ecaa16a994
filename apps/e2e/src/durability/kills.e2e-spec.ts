import { describeKills } from './kills';

// One of each kind of moment; kills.long-spec.ts has the whole proof.
describeKills(4);
