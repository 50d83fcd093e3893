import { documentEndpoints } from '@zongheng/nest-kit';
import {
  AssessmentSchemeDocument,
  assessmentSchemes,
  OpportunityCard,
  opportunities,
  OrderDocument,
  orders,
  PipelineDocument,
  pipelines,
  ProductDocument,
  products,
  QuoteDocument,
  quotes,
  TaskDocument,
  tasks,
  VisitDocument,
  visits,
} from '@zongheng/sales-views';

const revision = (document: { readonly revision: number }): number => document.revision;

/** Every list of the context, and each document by its id. */
export const salesLists = [
  documentEndpoints({
    view: opportunities,
    collection: 'opportunities',
    title: { zh: '销售机会', en: 'Opportunities' },
    item: OpportunityCard,
    revision,
  }),
  documentEndpoints({
    view: pipelines,
    collection: 'pipelines',
    title: { zh: '销售漏斗', en: 'Pipelines' },
    item: PipelineDocument,
    revision,
  }),
  documentEndpoints({
    view: assessmentSchemes,
    collection: 'assessment-schemes',
    title: { zh: '评估方案', en: 'Assessment schemes' },
    item: AssessmentSchemeDocument,
    revision,
  }),
  documentEndpoints({ view: visits, collection: 'visits', title: { zh: '拜访', en: 'Visits' }, item: VisitDocument, revision }),
  documentEndpoints({ view: tasks, collection: 'tasks', title: { zh: '任务', en: 'Tasks' }, item: TaskDocument, revision }),
  documentEndpoints({ view: products, collection: 'products', title: { zh: '产品目录', en: 'Products' }, item: ProductDocument, revision }),
  documentEndpoints({ view: quotes, collection: 'quotes', title: { zh: '报价', en: 'Quotes' }, item: QuoteDocument, revision }),
  documentEndpoints({ view: orders, collection: 'orders', title: { zh: '订单', en: 'Orders' }, item: OrderDocument, revision }),
];
