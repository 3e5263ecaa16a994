import type { ComponentType, FocusEvent } from 'react';
import type { Question } from '@consilium/domain/templates';

/** What every widget is given; the shape of `value` is that of the question's type. */
export interface WidgetProps {
  /** Id of the first field, or of the group: what lists of gaps link to. */
  readonly id: string;
  readonly question: Question;
  /** Null while nothing is given. */
  readonly value: unknown;
  readonly readOnly: boolean;
  /** Id of the element that holds the question's words. */
  readonly labelledBy: string;
  /** Ids of what else is to be read out: gaps, hints. */
  readonly describedBy?: string;
  readonly invalid: boolean;
  /** A new value of the question's type; null takes it back. */
  onChange(value: unknown): void;
  /** The field was left. */
  onLeave(): void;
}

export type WidgetComponent = ComponentType<WidgetProps>;

/** For a group of fields: calls back when the focus leaves all of them. */
export const whenLeft =
  (onLeave: () => void) =>
  (event: FocusEvent<HTMLElement>): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
  };
