import { writeForEver } from '@zongheng/read-store/contract';
import { openMongoReadStore } from '../mongo-read-store.ts';

const [url = '', database = ''] = process.argv.slice(2);
const store = await openMongoReadStore({ url, database });
await writeForEver(store, () => void process.stdout.write('.'));
