export { beginStep, beginStepFor, type Said, Step, type StepOptions, type Traced } from './step.ts';
export { spanContextIn, traceparentOf } from './traceparent.ts';
