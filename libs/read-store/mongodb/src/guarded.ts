import { readStoreError } from './errors.ts';

/** The same object, whose methods throw what the port promises in place of what the driver throws. */
export function guarded<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(value, target, given);
        } catch (error) {
          throw readStoreError(error);
        }
      };
    },
  });
}
