import { graphql } from '../gql';
import type { ReadTemplateOfFileQuery } from '../gql/graphql';

export const readTemplateOfFile = graphql(`
  query ReadTemplateOfFile($evaluationId: ID!, $targetId: ID) {
    templateOfFile(evaluationId: $evaluationId, targetId: $targetId) {
      evaluationId
      current {
        id
        version
        contentHash
        title {
          fr
          en
        }
      }
      later {
        id
        version
        contentHash
      }
      refusal {
        code
        message
        details
      }
      preview {
        target {
          id
        }
        kept
        touched {
          questionKey
          siteId
          fate
          answer {
            fr
            en
          }
        }
        returned {
          section
          leadRole
        }
        added {
          section
          leadRole
        }
      }
      moves {
        id
        from
        to
        reason
        movedBy
        movedAt
      }
      retired {
        id
        questionKey
        section {
          fr
          en
        }
        question {
          fr
          en
        }
        answer {
          fr
          en
        }
        comment
        authorName
        updatedAt
      }
    }
  }
`);

export const readLaterTemplate = graphql(`
  query ReadLaterTemplate($evaluationId: ID!) {
    templateOfFile(evaluationId: $evaluationId) {
      evaluationId
      refusal {
        code
      }
      current {
        id
        version
      }
      later {
        id
        version
      }
    }
  }
`);

export const moveToTemplateVersion = graphql(`
  mutation MoveToTemplateVersion($input: MoveToTemplateVersionInput!) {
    moveToTemplateVersion(input: $input) {
      __typename
      ... on TemplateMoved {
        template {
          evaluationId
          current {
            id
            version
          }
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

export type TemplateOfFile = NonNullable<ReadTemplateOfFileQuery['templateOfFile']>;
export type TemplateMovePreview = NonNullable<TemplateOfFile['preview']>;
