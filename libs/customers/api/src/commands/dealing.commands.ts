import type { CustomerCommand, CustomerState } from '@zongheng/customers-domain';
import type { CommandBuilder } from '@zongheng/nest-kit';
import { IdentifyNeedBody, ReceiveFeedbackBody, RecordInteractionBody } from './dealing.bodies.ts';
import { dealtBy, mergedAway } from './references.ts';

/** The commands about what a customer and we had to do with each other. */
export function dealingCommands(command: CommandBuilder<CustomerState, CustomerCommand>) {
  return [
    command('RecordInteraction', RecordInteractionBody, {
      verb: 'record-interaction',
      summary: { zh: '登记客户接触', en: 'Record that a customer and we were in touch' },
      description: {
        zh: '按其自身日期登记，可早于已有记录；同一编号或来源记录只计一次',
        en: 'Counts on its own date, which may be earlier than anything known; the same id, or record it came from, counts once',
      },
      async prepare({ interaction, channel, direction, outcome, subject, by, department, ...body }, given) {
        const { note = null, contact = null, reference = null } = body;
        const said = { interaction: interaction ?? given.newId(), channel, direction, outcome, subject, note, contact, reference };
        return (await mergedAway(given)) ?? { ...said, ...(await dealtBy(given, by, department)) };
      },
    }),
    command('IdentifyNeed', IdentifyNeedBody, {
      verb: 'identify-need',
      summary: { zh: '识别客户需求', en: 'Record what a customer may want next' },
      async prepare({ need, interest, ...body }, given) {
        const { product = null, productLine = null, upgrade = false, priority = 'normal', note = null } = body;
        return (await mergedAway(given)) ?? { need: need ?? given.newId(), product, productLine, interest, upgrade, priority, note };
      },
    }),
    command('ReceiveFeedback', ReceiveFeedbackBody, {
      verb: 'receive-feedback',
      summary: { zh: '登记客户反馈', en: 'Record what a customer told us' },
      async prepare({ feedback, channel, topic, text, by, department, ...body }, given) {
        const { rating = null, reference = null } = body;
        const said = { feedback: feedback ?? given.newId(), channel, topic, rating, text, reference };
        return (await mergedAway(given)) ?? { ...said, ...(await dealtBy(given, by, department)) };
      },
    }),
  ] as const;
}
