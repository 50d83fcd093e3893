import type { AttributeFacts, AttributeValues, BusinessDate, Command, CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import type {
  Channel,
  ConsentChannel,
  ConsentPurpose,
  ContactDetails,
  ContactPreference,
  CustomerDetails,
  CustomerKind,
  Direction,
  FeedbackTopic,
  InteractionOutcome,
  InterestLevel,
  LifecycleStage,
  NeedPriority,
  Ownership,
  RelationshipKind,
  SourceRecord,
} from '@zongheng/customers-events';
import type { Identity, IdentityClaim } from './state.ts';

/** An identity with the reservation that the customer of the command has of it; null where it is reserved for another, or for nobody. */
export interface ReservedIdentity extends Identity {
  readonly claim: IdentityClaim | null;
}

export interface RegisterCustomer extends Command<'RegisterCustomer'> {
  readonly kind: CustomerKind;
  readonly details: CustomerDetails;
  readonly owner: EmployeeId;
  /** The unit that the owner belongs to on that date; null where they are not employed. */
  readonly ownerUnit: UnitId | null;
  /** Whether there is such a region; true where none is named. */
  readonly regionKnown: boolean;
  readonly identity: ReservedIdentity | null;
  readonly reference: SourceRecord | null;
}
/** Closes an id whose registration never came about. Only ever recorded where there is no file. */
export interface AbandonRegistration extends Command<'AbandonRegistration'> {
  readonly reason: string;
}
export interface ChangeCustomerDetails extends Command<'ChangeCustomerDetails'> {
  /** What is left out stays; null empties what may be empty. */
  readonly changes: { readonly [Field in keyof CustomerDetails]?: CustomerDetails[Field] | undefined };
  /** Whether there is such a region; true where none is named. */
  readonly regionKnown: boolean;
}
/** The number that names the customer to the state, or that it has none (any more). */
export interface RecordIdentity extends Command<'RecordIdentity'> {
  readonly identity: ReservedIdentity | null;
}
/** Closes a reservation that the file does not rest on, so that the identity can go to another, or be free. Issued by steps and policies. */
export interface CloseIdentityClaim extends Command<'CloseIdentityClaim'>, IdentityClaim {
  /** Whether the file says that identity: then nothing is closed. */
  readonly isRecorded: boolean;
}
export interface AssignCustomerOwner extends Command<'AssignCustomerOwner'> {
  readonly owner: EmployeeId;
  /** The unit that the owner belongs to on that date; null where they are not employed. */
  readonly ownerUnit: UnitId | null;
  readonly reason: string | null;
}
/** Follows what happened to the owner: they changed unit (`to` names them again), or left and someone takes over. Issued by policies. */
export interface HandOverCustomer extends Command<'HandOverCustomer'> {
  readonly from: EmployeeId;
  readonly to: Ownership;
  readonly reason: string | null;
}
export interface SetCustomerAttributes extends Command<'SetCustomerAttributes'> {
  readonly set: AttributeValues;
  readonly remove: readonly string[];
  /** The attributes defined for customers, by key. */
  readonly catalogue: Readonly<Record<string, AttributeFacts & { readonly personal: boolean }>>;
}
export interface ChangeLifecycleStage extends Command<'ChangeLifecycleStage'> {
  readonly stage: LifecycleStage;
  /** Needed where the customer left. */
  readonly reason: string | null;
}
/** A deal of theirs was won: they are one of the base then, or have developed. Issued by a policy. */
export interface FollowWonDeal extends Command<'FollowWonDeal'> {
  readonly opportunity: string;
}
export interface AddContact extends Command<'AddContact'> {
  readonly contact: string;
  readonly details: ContactDetails;
}
export interface ChangeContact extends Command<'ChangeContact'> {
  readonly contact: string;
  readonly changes: { readonly [Field in keyof ContactDetails]?: ContactDetails[Field] | undefined };
}
export interface RemoveContact extends Command<'RemoveContact'> {
  readonly contact: string;
  readonly reason: string | null;
}
/** Who of ours dealt with something. */
interface Dealt {
  readonly by: EmployeeId | null;
  /** Whether they work or worked here; true where nobody is named. */
  readonly byKnown: boolean;
  /** The department it counts for: that named, or the unit they belonged to on that date. */
  readonly department: UnitId | null;
}
export interface RecordInteraction extends Command<'RecordInteraction'>, Dealt {
  readonly interaction: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly outcome: InteractionOutcome;
  readonly contact: string | null;
  readonly subject: string;
  readonly note: string | null;
  readonly reference: SourceRecord | null;
}
export interface IdentifyNeed extends Command<'IdentifyNeed'> {
  readonly need: string;
  readonly product: string | null;
  readonly productLine: string | null;
  readonly interest: InterestLevel;
  readonly upgrade: boolean;
  readonly priority: NeedPriority;
  readonly note: string | null;
}
export interface ReceiveFeedback extends Command<'ReceiveFeedback'>, Dealt {
  readonly feedback: string;
  readonly channel: Channel;
  readonly topic: FeedbackTopic;
  readonly rating: number | null;
  readonly text: string;
  readonly reference: SourceRecord | null;
}
export interface SetContactPreference extends Command<'SetContactPreference'> {
  readonly preference: ContactPreference;
}
export interface RecordRelationship extends Command<'RecordRelationship'> {
  readonly other: CustomerId;
  readonly kind: RelationshipKind;
  readonly holds: boolean;
  readonly note: string | null;
  readonly otherKnown: boolean;
  /** Whether the other is this customer itself, be it over merges. */
  readonly isItself: boolean;
}
export interface GrantConsent extends Command<'GrantConsent'> {
  readonly channel: ConsentChannel;
  readonly purpose: ConsentPurpose;
  readonly until: BusinessDate | null;
  readonly evidence: string;
}
export interface WithdrawConsent extends Command<'WithdrawConsent'> {
  readonly channel: ConsentChannel;
  readonly purpose: ConsentPurpose;
  readonly reason: string | null;
}

export type CustomerCommand =
  | RegisterCustomer
  | AbandonRegistration
  | ChangeCustomerDetails
  | RecordIdentity
  | CloseIdentityClaim
  | AssignCustomerOwner
  | HandOverCustomer
  | SetCustomerAttributes
  | ChangeLifecycleStage
  | FollowWonDeal
  | AddContact
  | ChangeContact
  | RemoveContact
  | RecordInteraction
  | IdentifyNeed
  | ReceiveFeedback
  | SetContactPreference
  | RecordRelationship
  | GrantConsent
  | WithdrawConsent;
