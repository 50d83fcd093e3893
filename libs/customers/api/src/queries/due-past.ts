import { customerRulesByDefault, customerRulesStream, survivorOf } from '@zongheng/customers-events';
import { type CustomerDocument, customerRules, customers } from '@zongheng/customers-views';
import type { BusinessDate } from '@zongheng/kernel';
import type { QueryContext } from '@zongheng/nest-kit';
import { PastDocuments, type PastMoment } from '@zongheng/projection';
import type { Condition } from '@zongheng/read-store';
import { bandsOf, inOrder, type Late, lateIn, placeOf } from './due-rules.ts';
import { meetsAll, mergesAt } from './past-files.ts';
import { light } from './past-segments.ts';

/** Who was due at a moment, by the rules, the files and the contacts of that moment, the longest silent first. */
export interface PastDue {
  readonly rulesVersion: number;
  readonly late: readonly Late[];
}

export async function dueAt({ asOf, upTo }: PastMoment, only: readonly Condition[], given: QueryContext): Promise<PastDue> {
  const past = given.get(PastDocuments);
  const moment = { asOf, upTo };
  return past.remembered(JSON.stringify(['due', only, asOf, upTo]), async () => {
    const rules = (await past.ofStream(customerRules, customerRulesStream, moment)) ?? { ...customerRulesByDefault, version: 0 };
    const went = await mergesAt(past, moment);
    const { files, contacts } = await askedAt(past, moment, { went, only });
    const bands = bandsOf(rules.intervals);
    const late = files.flatMap((file): Late[] => {
      const band = bands.find(({ where }) => meetsAll(file, where));
      const found = band ? lateIn(band, file, asOf, contacts.get(file.id)) : null;
      return found ? [found] : [];
    });
    return { rulesVersion: rules.version, late: late.toSorted((one, other) => inOrder(placeOf(one), placeOf(other))) };
  });
}

interface AskedFiles {
  readonly went: ReadonlyMap<string, string>;
  readonly only: readonly Condition[];
}

/** The files asked for that stood, and the newest contacts of those that had gone into them. */
async function askedAt(past: PastDocuments, moment: PastMoment, { went, only }: AskedFiles) {
  const files: CustomerDocument[] = [];
  const contacts = new Map<string, (BusinessDate | null)[]>();
  for await (const [id, file] of past.all(customers, moment)) {
    if (!went.has(id)) {
      if (meetsAll(file, only)) files.push(slim(file));
      continue;
    }
    const survivor = survivorOf(id, (each) => went.get(each) ?? null);
    contacts.set(survivor, [...(contacts.get(survivor) ?? []), file.measures.lastContact]);
  }
  return { files, contacts };
}

/** All files of a moment are held at once: without what no list shows, they are small. */
function slim(file: CustomerDocument): CustomerDocument {
  const nothing = {
    contacts: [],
    needs: [],
    relationships: [],
    consents: [],
    attributes: {},
    personalAttributes: {},
    spellings: [],
    preference: null,
  };
  return { ...light(file), ...nothing };
}
