/** Installs when node_modules is missing or behind the lock file, and says nothing when all is well. */
import { prepare } from './install.mjs';

prepare();
