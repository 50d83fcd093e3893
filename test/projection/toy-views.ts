/** The toy views of specs, as a thread that projects imports them. */
export { toyViews as views } from '@zongheng/projection/testing';
