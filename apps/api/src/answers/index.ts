import { AnswersResolver } from './answers.resolver';
import { SupplierController } from './supplier.controller';
import { TemplateMovesResolver } from './template-moves.resolver';

export const answersProviders = [AnswersResolver, TemplateMovesResolver];
export const answersControllers = [SupplierController];
