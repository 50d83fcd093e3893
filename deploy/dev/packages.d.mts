export interface Package {
  readonly directory: string;
  readonly manifest: {
    readonly name: string;
    readonly exports?: object;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  };
}

export function findPackages(root: string): Package[];
export function packageName(directory: string): string;
export function workspaceDependencies(entry: Package): string[];
