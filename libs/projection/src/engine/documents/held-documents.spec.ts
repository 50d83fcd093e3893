import { type HeldDocument, HeldDocuments } from './held-documents.ts';

function heldOf(key: string, document: object): HeldDocument {
  return { key, shard: 0, document, position: 1, stored: null, since: null, used: 0 };
}

describe('documents that wait to be written', () => {
  it('count as one each where they are of the common size, and as several where each is large', () => {
    const [plain, wide] = [new HeldDocuments(0), new HeldDocuments(0)];
    const attributes = Object.fromEntries(Array.from({ length: 240 }, (_, index) => [`attribute-${index}`, 'of some length']));
    for (let number = 0; number < 100; number += 1) {
      for (const [documents, document] of [
        [plain, { name: 'a firm' }],
        [wide, { name: 'a firm', attributes }],
      ] as const) {
        const held = heldOf(`k${number}`, document);
        documents.put(held);
        documents.touch(held, { id: `e${number}`, orderingKey: 'k', position: number + 1 });
      }
    }
    expect(plain.changedWeight).toBe(100);
    expect(wide.changedWeight).toBeGreaterThan(300);
    for (const held of wide.changed()) wide.written(held);
    expect(wide.changedWeight).toBe(0);
  });
});
