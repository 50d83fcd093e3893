import type { Package } from './packages.mjs';

export function packageManifest(directory: string, dependencies: readonly string[]): Package['manifest'];
export function generatedFiles(root: string, packages: readonly Package[]): [string, object][];
