import { Inject, Injectable, Module } from '@nestjs/common';
import { CommandBus, CommandHandler } from '@nestjs/cqrs';
import { isRefusal } from '@zongheng/kernel';
import { contextModule } from '../module/context-module.ts';
import { houseApp } from '../toy/house.app.ts';
import { houseModule, lampCommands, roomCommands } from '../toy/house.module.ts';
import { CommandDispatcher } from './command-dispatcher.ts';
import { CommandRegistry } from './command-registry.ts';

const who = { actor: 'policy', correlationId: 'c1' };

describe('the command bus', () => {
  it('carries commands of the program itself, those without an address too', async () => {
    const { app } = await houseApp();
    const dispatcher = app.get(CommandDispatcher);
    await dispatcher.dispatch({ ...who, type: 'BuildRoom', body: { id: 'r1', floor: 1 } });
    await dispatcher.dispatch({ ...who, type: 'InstallLamp', body: { id: 'l1', room: 'r1' } });
    const moved = await dispatcher.dispatch({ ...who, type: 'MoveLamp', id: 'l1', body: { to: 'r2' }, causationId: 'e7' });
    expect(moved).toMatchObject({ revision: 1, events: [{ type: 'LampMoved', data: { from: 'r1', to: 'r2' } }] });
    await app.close();
  });

  it('is @nestjs/cqrs: who listens to it sees every command', async () => {
    const { app } = await houseApp();
    const seen: string[] = [];
    const listening = app.get(CommandBus).subscribe((command) => seen.push(command.constructor.name));
    await app.get(CommandDispatcher).dispatch({ ...who, type: 'BuildRoom', body: { floor: 1 } });
    listening.unsubscribe();
    expect(seen).toEqual(['BuildRoom']);
    await app.close();
  });

  it('refuses a command that nobody declared, and a body that is not its own', async () => {
    const { app } = await houseApp();
    const dispatcher = app.get(CommandDispatcher);
    expect(await dispatcher.dispatch({ ...who, type: 'BurnDown', body: {} })).toMatchObject({ code: 'COMMAND.UNKNOWN' });
    const refusal = await dispatcher.dispatch({ ...who, type: 'BuildRoom', body: { floor: -1, wide: 2 } });
    expect(isRefusal(refusal)).toBe(true);
    expect(refusal).toMatchObject({ code: 'COMMAND.BODY_MALFORMED', faults: [{ pointer: '/wide' }, { pointer: '/floor' }] });
    await app.close();
  });
});

describe('the start', () => {
  it('stops where one command is declared twice', async () => {
    await expect(houseApp({}, [houseModule(), contextModule({ name: 'other', commands: [lampCommands] })])).rejects.toThrow(
      /two declarations of the command InstallLamp/,
    );
  });

  it('stops where a command has a second handler', async () => {
    const context = contextModule({ name: 'house', commands: [roomCommands] });
    @Injectable()
    class Spy {
      readonly commandClass: unknown;
      constructor(@Inject(CommandRegistry) registry: CommandRegistry) {
        this.commandClass = registry.get('BuildRoom')?.commandClass;
      }
    }
    const { app } = await houseApp({}, [context]);
    const buildRoom = app.get(CommandRegistry).get('BuildRoom')?.commandClass;
    await app.close();
    if (!buildRoom) throw new Error('BuildRoom is not registered');
    @CommandHandler(buildRoom)
    class SecondHandler {
      execute(): Promise<void> {
        return Promise.resolve();
      }
    }
    @Module({ providers: [Spy, SecondHandler] })
    class SecondModule {}
    await expect(houseApp({}, [context, { module: SecondModule }])).rejects.toThrow(/BuildRoom has 2 handlers \(.*SecondHandler.*\)/);
  });

  it('stops where a declared command has no handler', async () => {
    const context = contextModule({ name: 'house', commands: [roomCommands] });
    const providers = context.providers?.filter((provider) => !('name' in provider && provider.name === 'BuildRoomHandler')) ?? [];
    await expect(houseApp({}, [{ ...context, providers }])).rejects.toThrow(/no handler for BuildRoom/);
  });
});
