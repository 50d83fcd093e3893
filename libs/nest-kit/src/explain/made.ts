import type { Language } from '@zongheng/kernel';
import { momentText } from '../queries/moments.ts';
import type { QueryRequest } from '../queries/query-request.ts';
import type { QuerySources } from '../queries/query-route.ts';
import { addressOf } from './addresses.ts';
import type { Explained, FigureAt } from './explained.ts';
import type { Figure, FigurePart, Part } from './figure.ts';
import type { ShownPart } from './shapes.ts';

/** How the parts of a figure are valued and addressed: at one moment, or as a change between two. */
export interface PartsSource<Params extends object> {
  readonly of: Explained<Params>;
  readonly request: QueryRequest;
  readonly sources: QuerySources;
  /** The path under `/v1` that explains a part. */
  readonly path: string;
  /** What an address says of time where the request left it to the day. */
  readonly time: Readonly<Record<string, string>>;
  readonly at: number;
  /** What a part comes to, of fewer rows where it has keys. */
  value(part: FigurePart): Promise<unknown>;
}

/** The parts that a figure is made from, each with its value and the address that explains it in turn. */
export async function shownParts<Params extends object>(
  name: string,
  figure: FigureAt<Params>,
  source: PartsSource<Params>,
): Promise<readonly ShownPart[]> {
  return Promise.all((await figure.figures.parts(name)).map((part) => shownPart(part, source)));
}

async function shownPart<Params extends object>(part: Part, source: PartsSource<Params>): Promise<ShownPart> {
  const { of, request, path } = source;
  const { language } = request;
  const weight = part.weight === undefined ? {} : { weight: part.weight };
  const moment = { ...source.time, at: momentText(source.sources.reading.log.epoch, source.at) };
  if (!('figure' in part)) {
    const address = part.at && addressOf(part.at.path, [], { ...moment, ...part.at.parameters });
    return { figure: null, label: part.label[language], value: part.value, ...weight, explain: address };
  }
  const set = { ...moment, figure: part.figure, ...part.keys };
  return {
    figure: part.figure,
    label: labelOf(part, of.figures.all[part.figure], language),
    value: await source.value(part),
    ...weight,
    explain: addressOf(path, request.parameters, set),
  };
}

function labelOf(part: FigurePart, figure: Figure<never> | undefined, language: Language): string {
  return (part.label ?? figure?.label)?.[language] ?? part.figure;
}
