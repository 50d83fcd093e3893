const firstPlaces = 1_024;

/**
 * The ids of very many keys, in 8 bytes a place and outside the heap. It holds a hash of each key instead of the key, so whoever finds an id
 * looks whether it is the key's. A key is added once.
 */
export class KeyTable {
  /** Hash and id by turns; no id is 0. */
  #places = new Uint32Array(firstPlaces * 2);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(key: string, id: number): void {
    // At most two thirds are taken.
    if (this.#size * 3 >= this.#places.length) this.#grow();
    put(this.#places, hashOf(key), id);
    this.#size += 1;
  }

  /** What is found under the id of a key: `look` answers undefined where an id is not the key's. */
  find<Found>(key: string, look: (id: number) => Found | undefined): Found | undefined {
    const hash = hashOf(key);
    const places = this.#places;
    const last = places.length / 2 - 1;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const id = places[place * 2 + 1] ?? 0;
      if (id === 0) return undefined;
      const found = places[place * 2] === hash ? look(id) : undefined;
      if (found !== undefined) return found;
    }
  }

  #grow(): void {
    const grown = new Uint32Array(this.#places.length * 2);
    for (let at = 0; at < this.#places.length; at += 2) {
      const id = this.#places[at + 1] ?? 0;
      if (id !== 0) put(grown, this.#places[at] ?? 0, id);
    }
    this.#places = grown;
  }
}

function put(places: Uint32Array, hash: number, id: number): void {
  const last = places.length / 2 - 1;
  let place = hash & last;
  while (places[place * 2 + 1] !== 0) place = (place + 1) & last;
  places[place * 2] = hash;
  places[place * 2 + 1] = id;
}

/** FNV-1a over UTF-16 code units, finished with MurmurHash3's mixer so that its low bits are good too. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
