import { identitySettings, listeningSettings, logSettings, readModelSettings, topicSettings } from '@zongheng/service-kit';

export const settings = { ...listeningSettings, ...logSettings, ...topicSettings, ...readModelSettings, ...identitySettings };
