/**
 * `npm test`: every suite that needs no server of its own. Arguments go to jest; a directory or a part of a file name narrows it.
 * npm runs a package's own script in its directory, where `.` means that package.
 */
import { relative, resolve } from 'node:path';
import { prepare, root } from './install.mjs';
import { become, inProject } from './node.mjs';

const given = process.argv.slice(2).map((each) => (each === '.' ? `${relative(root, resolve('.'))}/` : each));
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const node = prepare();
process.chdir(root);
become(node, [
  ...flags,
  inProject('node_modules/jest/bin/jest.js'),
  '--config',
  inProject('test/jest.config.mjs'),
  '--passWithNoTests',
  ...given,
]);
