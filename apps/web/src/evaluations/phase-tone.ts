import type { Phase } from '@consilium/domain/access';
import type { Tone } from '@consilium/ui';

const tones: Readonly<Record<Phase, Tone>> = {
  draft: 'neutral',
  screening: 'info',
  collecting: 'info',
  rating: 'info',
  deliberating: 'info',
  re_rating: 'info',
  opinion: 'info',
  decided: 'success',
  pilot: 'success',
  in_use: 'success',
  closed: 'neutral',
  cancelled: 'neutral',
  withdrawn: 'danger',
};

/** The tone that repeats what the word of the phase says. */
export const toneOfPhase = (phase: Phase): Tone => tones[phase];
