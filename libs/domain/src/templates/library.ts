import ai from '../../catalogue/has-2023/AI.json' with { type: 'json' };
import q01 from '../../catalogue/has-2023/Q01.json' with { type: 'json' };
import q02 from '../../catalogue/has-2023/Q02.json' with { type: 'json' };
import q03 from '../../catalogue/has-2023/Q03.json' with { type: 'json' };
import q04 from '../../catalogue/has-2023/Q04.json' with { type: 'json' };
import q05 from '../../catalogue/has-2023/Q05.json' with { type: 'json' };
import q06 from '../../catalogue/has-2023/Q06.json' with { type: 'json' };
import q07 from '../../catalogue/has-2023/Q07.json' with { type: 'json' };
import q08 from '../../catalogue/has-2023/Q08.json' with { type: 'json' };
import q09 from '../../catalogue/has-2023/Q09.json' with { type: 'json' };
import q10 from '../../catalogue/has-2023/Q10.json' with { type: 'json' };
import radiology from '../../catalogue/has-2023/RAD.json' with { type: 'json' };
import screening from '../../catalogue/has-2023/S00.json' with { type: 'json' };
import security from '../../catalogue/has-2023/SEC.json' with { type: 'json' };
import template from '../../catalogue/has-2023/template.json' with { type: 'json' };
import type { TemplateDocument } from './document';
import { parseTemplateDocument } from './parse-template';

const files = () => [
  screening,
  q01,
  q02,
  q03,
  q04,
  q05,
  q06,
  q07,
  q08,
  q09,
  q10,
  ai,
  security,
  radiology,
];

/**
 * The template that comes with the product: the catalogue's files put together in their order and
 * checked like any template from outside. A fault in the files is a bug, so it throws.
 */
export function composeLibraryTemplate(): TemplateDocument {
  const sections = files();
  const parsed = parseTemplateDocument({
    ...template,
    sections: sections.map((file) => file.section),
    questions: sections.flatMap((file) => inSection(file.section.key, file.questions)),
    statements: sections.flatMap((file) => inSection(file.section.key, file.statements)),
  });
  if (!parsed.ok) throw new Error(`the catalogue is faulty: ${JSON.stringify(parsed.problems)}`);
  return parsed.document;
}

const inSection = (section: string, entries: readonly object[]): object[] =>
  entries.map((entry) => ({ ...entry, section }));
