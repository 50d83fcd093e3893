import { reference } from '@zongheng/kernel';
import type { ProductFact } from '../products.ts';

/** A product of the catalogue as others refer to it; null where none was listed. */
export const productReference = reference<{ readonly productLine: string } | null, ProductFact>({
  category: 'product',
  fold: {
    initialState: () => null,
    evolve: (known, fact) => (fact.type === 'ProductListed' ? { productLine: fact.data.productLine } : known),
  },
});
