import { AnswersResolver } from './answers.resolver';
import { SupplierController } from './supplier.controller';

export const answersProviders = [AnswersResolver];
export const answersControllers = [SupplierController];
