import { latenessOn, type Lateness } from '@consilium/domain/evaluations';

/** Lateness as one state and one number. */
export interface LatenessView {
  readonly state: Lateness['state'];
  /** Days left, or days late; 0 when undated. */
  readonly days: number;
}

/** Where a deadline stands on a day. */
export function latenessView(deadline: string | null, today: string): LatenessView {
  const lateness = latenessOn(deadline, today);
  switch (lateness.state) {
    case 'undated':
      return { state: 'undated', days: 0 };
    case 'late':
      return { state: 'late', days: lateness.daysLate };
    default:
      return { state: lateness.state, days: lateness.daysLeft };
  }
}
