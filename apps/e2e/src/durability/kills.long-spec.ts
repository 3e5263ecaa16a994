import { describeKills } from './kills';

describeKills(150);
