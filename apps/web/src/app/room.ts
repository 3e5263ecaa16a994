import type { ComponentType } from 'react';
import type { ParseKeys } from 'i18next';
import type { RouteObject } from 'react-router';
import type { AnyKind } from '../platform/keeper/kind';

/** An entry of the main navigation, shown in the order of the rooms. */
export interface NavigationItem {
  /** Under `/o/:organisation/`; empty for its first page. */
  readonly path: string;
  readonly label: ParseKeys<'shell'>;
  /** Hides the entry from members who hold none of these functions for the organisation. */
  readonly functions?: readonly string[];
}

/** What a room adds to the application: its `index.ts` exports these names. */
export interface Room {
  /** Pages under `/o/:organisation`, each loaded when first visited (`lazy`). */
  readonly routes?: readonly RouteObject[];
  /**
   * Pages of one evaluation, under `evaluations/:evaluation`, shown below its header and its own
   * navigation (`evaluations/evaluation-layout`). A page whose first segment is a known place
   * (`evaluations/places`) appears in that navigation by itself.
   */
  readonly evaluationRoutes?: readonly RouteObject[];
  /** Pages outside any organisation, such as a guest's link or the check of a report. */
  readonly publicRoutes?: readonly RouteObject[];
  readonly navigation?: readonly NavigationItem[];
  /** Words of this room that are sent by themselves, from whatever page is open. */
  readonly keeps?: () => Promise<AnyKind>;
  /** Stands in the header beside the person's name: the inbox bell. */
  readonly HeaderSlot?: ComponentType;
}
