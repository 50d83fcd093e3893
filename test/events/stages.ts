/** The stages of the pipeline that golden events tell of. */
const stage = (key: string, zh: string, en: string, status: string, probability: number, forecast: string, more: object = {}) => ({
  stage: key,
  label: { zh, en },
  status,
  probability,
  forecast,
  requires: [],
  entry: null,
  ...more,
});
export const stages = [
  stage('obtained', '获得销售机会', 'Opportunity obtained', 'open', 50, 'omitted', { requires: ['amount'], entry: 'opening' }),
  stage('created', '新建', 'Created', 'open', 100, 'pipeline', { entry: 'registration' }),
  stage('assigned', '分配', 'Assigned', 'open', 200, 'pipeline', { requires: ['assignee'], entry: 'assignment' }),
  stage('relationship', '客户关系建立', 'Relationship built', 'open', 300, 'pipeline', { requires: ['identified-customer'] }),
  stage('negotiation', '商务谈判', 'Negotiation', 'open', 500, 'best-case', { requires: ['expected-close'] }),
  stage('bid', '获得标书', 'Bid obtained', 'open', 750, 'commit'),
  stage('won', '赢单', 'Won', 'won', 1000, 'closed'),
  stage('lost', '丢单', 'Lost', 'lost', 0, 'closed'),
];
