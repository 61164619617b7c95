// The two countries of the pack, until the interface names them.
export const pair = ['kz', 'pk'] as const;
export type Side = (typeof pair)[number];
