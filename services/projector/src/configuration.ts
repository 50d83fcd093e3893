import {
  type Configured,
  listeningSettings,
  logSettings,
  readModelSettings,
  setting,
  textLike,
  topicSettings,
  wholeNumber,
} from '@zongheng/service-kit';

export const settings = {
  ...listeningSettings,
  ...logSettings,
  ...topicSettings,
  ...readModelSettings,
  PROJECTOR_GROUP: setting(
    'the group of consumers that shares the partitions: all projectors of a database are of one',
    textLike(/^[A-Za-z0-9._-]{1,100}$/, 'give at most 100 letters, digits, dots, dashes and underscores'),
    { fallback: 'projector' },
  ),
  REPLACED_BUILDS_SECONDS: setting(
    'how long a build of a view is kept after another took its place: whoever reads it has moved by then',
    wholeNumber(5, 86_400),
    { fallback: '60' },
  ),
};

export type ProjectorConfiguration = Configured<typeof settings>;
