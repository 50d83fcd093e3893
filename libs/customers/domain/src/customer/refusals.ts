import { refusing, type RefusalTable } from '@zongheng/kernel';

export const customerRefusals = {
  'CUSTOMERS.CUSTOMER.REGISTERED_ALREADY': {
    kind: 'conflict',
    title: { zh: '客户已建档', en: 'The customer is registered already' },
    remedy: 'change the details of the file that is there, or register another customer under another id',
  },
  'CUSTOMERS.CUSTOMER.REGISTRATION_ABANDONED': {
    kind: 'conflict',
    title: { zh: '该编号的建档已作废', en: 'The registration under this id was closed' },
    remedy: 'look whether the customer is registered under the id that has the identity now, or register it under another id and key',
  },
  'CUSTOMERS.CUSTOMER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户不存在', en: 'No such customer' },
    remedy: 'register the customer first, or name one that is registered',
  },
  'CUSTOMERS.CUSTOMER.MERGED': {
    kind: 'conflict',
    title: { zh: '该客户已合并到别处', en: 'The file was merged into another' },
    remedy: 'send the command to the file that it went into, or undo the merge first',
  },
  'CUSTOMERS.CUSTOMER.LIKELY_DUPLICATE': {
    kind: 'conflict',
    title: { zh: '疑似重复客户', en: 'It looks like a customer who is there already' },
    remedy: 'use the file that is there; or send it again with duplicates = register, or = merge to have it merged into that file',
  },
  'CUSTOMERS.CUSTOMER.OWNER_NOT_EMPLOYED': {
    kind: 'conflict',
    title: { zh: '负责人不在职', en: 'The owner is not employed' },
    remedy: 'name someone who works here',
  },
  'CUSTOMERS.CUSTOMER.REGION_UNKNOWN': {
    kind: 'missing',
    title: { zh: '区域不存在', en: 'No such region' },
    remedy: 'define the region first, or name one that is defined',
  },
  'CUSTOMERS.CUSTOMER.REASON_MISSING': {
    kind: 'invalid',
    title: { zh: '缺少原因', en: 'The reason is missing' },
    remedy: 'say why the customer left',
  },
  'CUSTOMERS.CUSTOMER.ATTRIBUTE_UNDEFINED': {
    kind: 'missing',
    title: { zh: '属性未定义', en: 'The attribute is not defined' },
    remedy: 'define the attribute for customers first',
  },
  'CUSTOMERS.CUSTOMER.ATTRIBUTE_MISMATCHED': {
    kind: 'invalid',
    title: { zh: '属性值与类型不符', en: 'The value does not fit the attribute' },
    remedy: 'give a value of the attribute’s kind',
  },
  'CUSTOMERS.CUSTOMER.ATTRIBUTES_TOO_MANY': {
    kind: 'invalid',
    title: { zh: '属性过多', en: 'Too many attributes' },
    remedy: 'remove some that are not used',
  },
  'CUSTOMERS.CUSTOMER.CONTACT_UNKNOWN': {
    kind: 'missing',
    title: { zh: '联系人不存在', en: 'No such contact' },
    remedy: 'add the contact first, or name one of the file’s own',
  },
  'CUSTOMERS.CUSTOMER.CONTACT_THERE_ALREADY': {
    kind: 'conflict',
    title: { zh: '联系人编号已被占用', en: 'There is such a contact already' },
    remedy: 'change the contact that is there, or add another under another id',
  },
  'CUSTOMERS.CUSTOMER.TOO_MANY': {
    kind: 'conflict',
    title: { zh: '数量超限', en: 'There are too many' },
    remedy: 'remove some that no longer hold',
  },
  'CUSTOMERS.CUSTOMER.EMPLOYEE_UNKNOWN': {
    kind: 'missing',
    title: { zh: '员工不存在', en: 'No such employee' },
    remedy: 'name someone who works or worked here, or leave it out',
  },
  'CUSTOMERS.CUSTOMER.RELATED_UNKNOWN': {
    kind: 'missing',
    title: { zh: '关联客户不存在', en: 'No such related customer' },
    remedy: 'register the other customer first',
  },
  'CUSTOMERS.CUSTOMER.RELATED_TO_ITSELF': {
    kind: 'invalid',
    title: { zh: '不能与自身建立关系', en: 'A customer is nothing to itself' },
    remedy: 'name another customer',
  },
  'CUSTOMERS.CUSTOMER.PREFERENCE_CONTRADICTS': {
    kind: 'invalid',
    title: { zh: '联系偏好自相矛盾', en: 'The preference contradicts itself' },
    remedy: 'name each channel once, as liked or as not wanted; let the hours end after they begin',
  },
  'CUSTOMERS.CUSTOMER.CONSENT_OVER': {
    kind: 'invalid',
    title: { zh: '同意已过期', en: 'The consent would be over before it began' },
    remedy: 'give a last day that is not before the day it was given',
  },
  'CUSTOMERS.CUSTOMER.IDENTITY_MALFORMED': {
    kind: 'invalid',
    title: { zh: '证件号格式有误', en: 'The number cannot be one' },
    remedy: 'give 6 to 32 letters and digits; an ID number for a person, a tax code for others',
  },
  'CUSTOMERS.CUSTOMER.IDENTITY_NOT_RESERVED': {
    kind: 'conflict',
    title: { zh: '证件号未占用', en: 'The identity is not reserved for this customer' },
    remedy: 'send the command again: its identity is reserved first',
  },
} as const satisfies RefusalTable;

export const refuse = refusing(customerRefusals);
