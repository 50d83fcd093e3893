import type { Labels } from '@zongheng/kernel';

/** By what way a customer and we meet. */
export type Channel = 'phone' | 'hotline' | 'email' | 'fax' | 'letter' | 'web' | 'visit' | 'social' | 'counter';
export const channels: Labels<Channel> = {
  phone: { zh: '电话', en: 'Phone' },
  hotline: { zh: '客服热线', en: 'Hotline' },
  email: { zh: '电子邮件', en: 'E-mail' },
  fax: { zh: '传真', en: 'Fax' },
  letter: { zh: '信函', en: 'Letter' },
  web: { zh: '网站', en: 'Web' },
  visit: { zh: '上门拜访', en: 'Visit' },
  social: { zh: '社交媒体', en: 'Social media' },
  counter: { zh: '营业厅', en: 'Counter' },
};
