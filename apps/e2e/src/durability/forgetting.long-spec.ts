import { describeForgetting } from './forgetting';

describeForgetting({
  kills: Number(process.env['CONSILIUM_KILLS'] ?? 150),
  flushes: Number(process.env['CONSILIUM_FLUSHES'] ?? 75),
  deaths: Number(process.env['CONSILIUM_DEATHS'] ?? 75),
});
