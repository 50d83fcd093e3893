import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Provided } from '../queries/query-request.ts';

/** The providers of the application by their classes, each looked up once. */
export class ApplicationProviders {
  readonly #found = new Map<unknown, unknown>();
  #module: ModuleRef | null = null;

  /** What the application is put together of, once it is. */
  follow(module: ModuleRef): void {
    this.#module = module;
  }

  get<T>(provided: Provided<T>): T {
    if (!this.#module) throw new Error(`${provided.name} was asked for before the application was put together`);
    if (!this.#found.has(provided)) this.#found.set(provided, this.#module.get(provided, { strict: false }));
    return this.#found.get(provided) as T;
  }
}

/** Tells the providers of the application where they are. */
@Injectable()
export class ProvidersFollower {
  constructor(@Inject(ModuleRef) module: ModuleRef, @Inject(ApplicationProviders) providers: ApplicationProviders) {
    providers.follow(module);
  }
}
