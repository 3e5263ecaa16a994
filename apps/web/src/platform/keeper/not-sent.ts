import { isSessionOver, type Failure } from '../failures';
import type { SendResult } from './kind';

/** What a failure means for words on their way: wait, or be told that they are not taken. */
export function notSent(failure: Failure): SendResult<never> {
  switch (failure.kind) {
    case 'refused':
      return isSessionOver(failure) || failure.code === 'not_a_member'
        ? { kind: 'unreachable', why: 'session' }
        : { kind: 'refused', refusal: failure };
    case 'invalid':
    case 'tooLarge':
    case 'tooCostly':
      return { kind: 'refused', refusal: { failure: failure.kind } };
    case 'network':
    case 'noAnswer':
      return { kind: 'unreachable', why: failure.kind };
    default:
      return { kind: 'unreachable', why: navigator.onLine ? 'server' : 'network' };
  }
}
