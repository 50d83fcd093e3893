import { documentEndpoints } from '@zongheng/nest-kit';
import {
  EmployeeDocument,
  employees,
  ExchangeRateDocument,
  exchangeRateDocuments,
  RegionDocument,
  regions,
  UnitDocument,
  units,
} from '@zongheng/organisation-views';

/** Every list of the context, and each document by its id. */
export const organisationLists = [
  documentEndpoints({ view: units, collection: 'units', title: { zh: '组织单位', en: 'Org units' }, item: UnitDocument }),
  documentEndpoints({ view: employees, collection: 'employees', title: { zh: '员工', en: 'Employees' }, item: EmployeeDocument }),
  documentEndpoints({ view: regions, collection: 'regions', title: { zh: '区域', en: 'Regions' }, item: RegionDocument }),
  documentEndpoints({
    view: exchangeRateDocuments,
    collection: 'exchange-rates',
    title: { zh: '汇率', en: 'Exchange rates' },
    item: ExchangeRateDocument,
  }),
];
