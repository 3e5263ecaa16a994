import { TemplatesController } from './templates.controller';
import { TemplatesResolver } from './templates.resolver';

export { TemplateVersionType } from './templates.types';

export const templatesProviders = [TemplatesResolver];
export const templatesControllers = [TemplatesController];
