import { graphql } from '../gql';
import type { TemplateLibraryQuery } from '../gql/graphql';

export const libraryQuery = graphql(`
  query TemplateLibrary {
    templateVersions {
      id
      templateKey
      version
      title {
        fr
        en
      }
      provenance {
        fr
        en
      }
      contentHash
      publishedAt
      questions
      statements
      sections {
        key
        kind
      }
    }
    libraryTemplate {
      templateKey
      version
      contentHash
      published
    }
  }
`);

export type TemplateVersion = TemplateLibraryQuery['templateVersions'][number];

export const publishLibraryTemplate = graphql(`
  mutation PublishLibraryTemplate($operationId: ID!) {
    publishLibraryTemplate(operationId: $operationId) {
      __typename
      ... on TemplatePublished {
        templateVersion {
          id
          version
        }
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);
