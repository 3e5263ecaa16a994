import type { Widget } from '@consilium/domain/templates';
import { AmountWidget } from './amount';
import { ChoiceWidget } from './choice';
import { ChoicesWidget } from './choices';
import { DateWidget } from './date';
import { FileWidget } from './file';
import { IntervalWidget } from './interval';
import { NumberWidget } from './number';
import { ScaleWidget } from './scale';
import { TextWidget } from './text';
import type { WidgetComponent } from './widget';

/** The screen form of each widget that question types name; a new one is one file and one line. */
export const widgetComponents = {
  choice: ChoiceWidget,
  choices: ChoicesWidget,
  text: TextWidget,
  number: NumberWidget,
  interval: IntervalWidget,
  amount: AmountWidget,
  date: DateWidget,
  scale: ScaleWidget,
  file: FileWidget,
} as const satisfies Record<Widget, WidgetComponent>;

export type { WidgetComponent, WidgetProps } from './widget';
