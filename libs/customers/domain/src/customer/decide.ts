import type { Decider, Decision } from '@zongheng/kernel';
import type { CustomerFact } from '@zongheng/customers-events';
import type { AbandonRegistration, CustomerCommand, RegisterCustomer } from './commands.ts';
import { addContact, changeContact, removeContact } from './contacts.ts';
import { identifyNeed, receiveFeedback, recordInteraction } from './dealings.ts';
import { setAttributes } from './description.ts';
import { evolve, noCustomer } from './evolve.ts';
import { abandon, assign, change, handOver, register } from './file.ts';
import { closeClaim, recordIdentity } from './identity-of-file.ts';
import { refuse } from './refusals.ts';
import { changeStage, followWonDeal } from './stages.ts';
import type { CustomerFile, CustomerState } from './state.ts';
import { grantConsent, recordRelationship, setPreference, withdrawConsent } from './understandings.ts';

export const customerDecider: Decider<CustomerState, CustomerCommand, CustomerFact> = {
  stateVersion: 2,
  initialState: () => noCustomer,
  evolve,
  decide(state, command) {
    if (command.type === 'RegisterCustomer') return register(state, command);
    if (command.type === 'AbandonRegistration') return abandon(state, command);
    if (state.file) return decided(state.file, command);
    return refuse('CUSTOMERS.CUSTOMER.UNKNOWN', 'no customer is registered under this id');
  },
};

function decided(file: CustomerFile, command: Exclude<CustomerCommand, RegisterCustomer | AbandonRegistration>): Decision<CustomerFact> {
  switch (command.type) {
    case 'ChangeCustomerDetails':
      return change(file, command);
    case 'RecordIdentity':
      return recordIdentity(file, command);
    case 'CloseIdentityClaim':
      return closeClaim(file, command);
    case 'AssignCustomerOwner':
      return assign(file, command);
    case 'HandOverCustomer':
      return handOver(file, command);
    case 'SetCustomerAttributes':
      return setAttributes(file, command);
    case 'ChangeLifecycleStage':
      return changeStage(file, command);
    case 'FollowWonDeal':
      return followWonDeal(file, command);
    case 'AddContact':
      return addContact(file, command);
    case 'ChangeContact':
      return changeContact(file, command);
    case 'RemoveContact':
      return removeContact(file, command);
    case 'RecordInteraction':
      return recordInteraction(file, command);
    case 'IdentifyNeed':
      return identifyNeed(file, command);
    case 'ReceiveFeedback':
      return receiveFeedback(file, command);
    case 'SetContactPreference':
      return setPreference(file, command);
    case 'RecordRelationship':
      return recordRelationship(file, command);
    case 'GrantConsent':
      return grantConsent(file, command);
    case 'WithdrawConsent':
      return withdrawConsent(file, command);
  }
}
