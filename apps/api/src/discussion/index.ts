import { DiscussionResolver } from './discussion.resolver';

export const discussionProviders = [DiscussionResolver];
