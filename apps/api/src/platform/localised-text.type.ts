import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A text of a template in every language of the product.' })
export class LocalisedText {
  @Field()
  fr: string;

  @Field()
  en: string;
}
