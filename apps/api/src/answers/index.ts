import { AnswersResolver } from './answers.resolver';

export const answersProviders = [AnswersResolver];
