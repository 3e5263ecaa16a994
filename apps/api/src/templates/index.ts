import { TemplatesController } from './templates.controller';

export const templatesControllers = [TemplatesController];
