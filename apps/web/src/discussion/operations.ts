import { graphql } from '../gql';

export const threadFields = graphql(`
  fragment ThreadFields on Thread {
    id
    anchorKind
    anchorId
    kind
    state
    openedBy
    openedBySeat
    openedAt
    resolvedBy
    resolvedAt
    assigned {
      seatId
      displayName
    }
    comments {
      id
      authorId
      author
      authorSeat
      profession
      body
      version
      postedAt
      editedAt
      withdrawnAt
      mentions {
        seatId
        displayName
      }
    }
  }
`);

export const readThreads = graphql(`
  query ReadThreads($evaluationId: ID!, $anchor: ThreadAnchorInput!) {
    threads(evaluationId: $evaluationId, anchor: $anchor) {
      evaluationId
      facts
      seats {
        seatId
        memberId
        displayName
        profession
      }
      threads {
        ...ThreadFields
      }
    }
  }
`);

export const discussionChanged = graphql(`
  subscription DiscussionChanged($evaluationId: ID!) {
    discussionChanged(evaluationId: $evaluationId) {
      live
      threads
    }
  }
`);

export const openThread = graphql(`
  mutation OpenThread($input: OpenThreadInput!) {
    openThread(input: $input) {
      __typename
      ... on ThreadSaved {
        thread {
          ...ThreadFields
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

export const postComment = graphql(`
  mutation PostComment($input: PostCommentInput!) {
    postComment(input: $input) {
      __typename
      ... on ThreadSaved {
        thread {
          ...ThreadFields
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

export const editComment = graphql(`
  mutation EditComment($input: EditCommentInput!) {
    editComment(input: $input) {
      __typename
      ... on ThreadSaved {
        thread {
          ...ThreadFields
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

export const withdrawComment = graphql(`
  mutation WithdrawComment($commentId: ID!, $operationId: ID!) {
    withdrawComment(commentId: $commentId, operationId: $operationId) {
      __typename
      ... on ThreadSaved {
        thread {
          ...ThreadFields
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

export const assignThread = graphql(`
  mutation AssignThread($threadId: ID!, $seatId: ID, $operationId: ID!) {
    assignThread(threadId: $threadId, seatId: $seatId, operationId: $operationId) {
      __typename
      ... on ThreadSaved {
        thread {
          ...ThreadFields
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

export const resolveThread = graphql(`
  mutation ResolveThread($threadId: ID!, $operationId: ID!) {
    resolveThread(threadId: $threadId, operationId: $operationId) {
      __typename
      ... on ThreadSaved {
        thread {
          ...ThreadFields
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

export const reopenThread = graphql(`
  mutation ReopenThread($threadId: ID!, $operationId: ID!) {
    reopenThread(threadId: $threadId, operationId: $operationId) {
      __typename
      ... on ThreadSaved {
        thread {
          ...ThreadFields
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
