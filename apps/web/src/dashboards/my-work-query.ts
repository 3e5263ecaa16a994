import { graphql } from '../gql';

/** What waits for the reader, in all organisations; asked for by the first page and by overviews. */
export const myWorkQuery = graphql(`
  query MyWork {
    whatWaits {
      id
      evaluationId
      ...WorkFields
    }
  }
`);
