import { jest } from '@jest/globals';
import { Gap } from './gap';
import { onWaking } from './waking';

const at = (time: string) => new Date(`2026-11-30T${time}Z`);

describe('a gap of the live connection', () => {
  let reads: number;
  let fails: boolean;
  let gap: Gap;

  beforeEach(() => {
    jest.useFakeTimers({ now: at('14:00:00') });
    reads = 0;
    fails = false;
    gap = new Gap({
      readAgain: async () => {
        reads += 1;
        if (fails) throw new Error('away');
      },
      now: () => new Date(),
      random: () => 1,
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('has all read again within two seconds of its end, once for several returns', async () => {
    gap.begin(at('13:58:00'));
    gap.over();
    gap.over();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(reads).toBe(1);
    expect(gap.awaySince()).toBeNull();
  });

  it('says from when what is shown is while it lasts, and nothing of a short one', async () => {
    const told: (Date | null)[] = [];
    gap.subscribe(() => told.push(gap.awaySince()));
    gap.begin(at('13:58:00'));
    await jest.advanceTimersByTimeAsync(1_000);
    gap.over();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([]);
    gap.begin(at('14:00:11'));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual([at('14:00:11')]);
    gap.over();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([at('14:00:11'), null]);
  });

  it('is not over before everything could be read, which is tried again', async () => {
    fails = true;
    gap.begin(at('13:58:00'));
    gap.over();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(gap.awaySince()).toEqual(at('13:58:00'));
    fails = false;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(reads).toBe(2);
    expect(gap.awaySince()).toBeNull();
  });
});

describe('waking', () => {
  it('is told when the page comes back after it stood still, not while its timers are merely slow', () => {
    jest.useFakeTimers({ now: at('14:00:00') });
    let woken = 0;
    const stop = onWaking(() => (woken += 1));
    jest.advanceTimersByTime(60_000);
    expect(woken).toBe(0);
    jest.setSystemTime(at('14:30:00'));
    jest.advanceTimersByTime(5_000);
    expect(woken).toBe(1);
    jest.setSystemTime(at('14:50:00'));
    document.dispatchEvent(new Event('resume'));
    expect(woken).toBe(2);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(woken).toBe(3);
    jest.advanceTimersByTime(60_000);
    expect(woken).toBe(3);
    stop();
    jest.useRealTimers();
  });
});
