import { foundingSettings, identitySettings, listeningSettings, logSettings, readModelSettings } from '@zongheng/service-kit';

export const settings = { ...listeningSettings, ...logSettings, ...readModelSettings, ...identitySettings, ...foundingSettings };
