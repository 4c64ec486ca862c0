export { internPoint as findPoint } from './points.ts';
