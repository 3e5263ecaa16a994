import { graphql } from '../gql';

export const evidenceFields = graphql(`
  fragment EvidenceFields on EvidenceDocument {
    id
    evaluationId
    documentId
    title
    kind
    clearance {
      level
      roles
    }
    author
    authorSeat
    revision
    purgedAt
    purgeReason
    boundElsewhere
    versionNumber
    newestVersion
    versions {
      number
      documentDate
      validUntil
      addedAt
      addedBy
      file {
        id
        name
        mediaType
        size
        sha256
        scan
      }
    }
    links {
      id
      questionKey
      linkedBySeat
    }
  }
`);

export const readEvidence = graphql(`
  query ReadEvidence($evaluationId: ID!, $questionKey: String) {
    evidence(evaluationId: $evaluationId, questionKey: $questionKey) {
      evaluationId
      facts
      documents {
        ...EvidenceFields
      }
    }
  }
`);

export const searchLibrary = graphql(`
  query SearchLibrary($evaluationId: ID!, $text: String!) {
    libraryDocuments(evaluationId: $evaluationId, text: $text) {
      documentId
      title
      kind
      fileName
      validUntil
      filedHere
    }
  }
`);

export const evidenceChanged = graphql(`
  subscription EvidenceChanged($evaluationId: ID!) {
    evidenceChanged(evaluationId: $evaluationId) {
      live
      documents
    }
  }
`);

export const addDocument = graphql(`
  mutation AddDocument($input: AddDocumentInput!) {
    addDocument(input: $input) {
      __typename
      ... on EvidenceSaved {
        id
        document {
          documentId
          ...EvidenceFields
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

export const linkEvidence = graphql(`
  mutation LinkEvidence($input: LinkEvidenceInput!) {
    linkEvidence(input: $input) {
      __typename
      ... on EvidenceSaved {
        id
        document {
          ...EvidenceFields
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

export const unlinkEvidence = graphql(`
  mutation UnlinkEvidence($linkId: ID!, $operationId: ID!) {
    unlinkEvidence(linkId: $linkId, operationId: $operationId) {
      __typename
      ... on EvidenceSaved {
        id
        document {
          ...EvidenceFields
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

export const unfileDocument = graphql(`
  mutation UnfileDocument($id: ID!, $operationId: ID!) {
    unfileDocument(id: $id, operationId: $operationId) {
      __typename
      ... on EvidenceSaved {
        id
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const editDocument = graphql(`
  mutation EditDocument($input: EditDocumentInput!) {
    editDocument(input: $input) {
      __typename
      ... on EvidenceSaved {
        id
        document {
          ...EvidenceFields
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

export const addDocumentVersion = graphql(`
  mutation AddDocumentVersion($input: AddDocumentVersionInput!) {
    addDocumentVersion(input: $input) {
      __typename
      ... on EvidenceSaved {
        id
        document {
          ...EvidenceFields
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

export const takeNewestVersion = graphql(`
  mutation TakeNewestVersion($id: ID!, $operationId: ID!) {
    takeNewestVersion(id: $id, operationId: $operationId) {
      __typename
      ... on EvidenceSaved {
        id
        document {
          ...EvidenceFields
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

export const purgeDocument = graphql(`
  mutation PurgeDocument($input: PurgeDocumentInput!) {
    purgeDocument(input: $input) {
      __typename
      ... on EvidenceSaved {
        id
        document {
          ...EvidenceFields
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

export const readUploadAllowance = graphql(`
  query UploadAllowance {
    uploadAllowance {
      of
      maxMegabytes
      leftMegabytes
    }
  }
`);
