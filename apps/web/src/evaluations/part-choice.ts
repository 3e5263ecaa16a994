import type { Part } from './panel-operations';

/** Which parts of the file are looked at. */
export interface PartChoice {
  readonly role: string;
  readonly section: string;
  readonly who: 'all' | 'nobody' | 'late';
}

export const anyPart: PartChoice = { role: '', section: '', who: 'all' };

export const isChosen = (part: Part, { role, section, who }: PartChoice): boolean =>
  (role === '' || part.leadRole === role) &&
  (section === '' || part.sectionKey === section) &&
  (who === 'all' ||
    (who === 'late' ? part.lateness.state === 'late' : part.assignees.length === 0));
