import type { ContactDetails, CustomerFact } from '@zongheng/customers-events';
import { day, employee, unit } from '../commands.spec-data.ts';

/** A file that was opened on a day, of an enterprise of which little is known. */
export const opened = (date = '2026-01-05'): CustomerFact => ({
  type: 'CustomerRegistered',
  businessDate: day(date),
  data: {
    kind: 'enterprise',
    details: { name: '宁波港务集团', standing: 'prospect', region: null, segment: null, phone: null, email: null },
    ownership: { owner: employee('li-na'), unit: unit('east') },
    reference: null,
  },
});

export const zhang: ContactDetails = {
  name: '张工',
  role: '网络主管',
  influence: 'influences',
  phone: null,
  email: null,
  primary: true,
  note: null,
};
