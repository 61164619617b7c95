// What the base map shows as disputed: a line stands here where at least one government concerned
// does not recognise it as the boundary. Lines are Natural Earth's (who holds what on the ground);
// drawing one dashed takes no side. Fill colours never tell territories apart.
// `box` (west, south, east, north) limits a rule to a part of the line between a and b.
export const disputed = [
  { a: 'Siachen Glacier', b: '*' },
  { a: 'India', b: 'Pakistan', box: [72, 32.25, 80, 38] }, // Line of Control and working boundary
  { a: 'India', b: 'China' }, // Line of Actual Control
  { a: 'China', b: 'Pakistan' }, // part of the Kashmir dispute
  { a: 'Afghanistan', b: 'Pakistan' }, // Durand Line
  { a: 'Bhutan', b: 'China' },
  { a: 'Armenia', b: 'Azerbaijan' },
  { a: 'Russia', b: 'Ukraine' },
  { a: 'Kosovo', b: 'Serbia' },
  { a: 'N. Cyprus', b: '*' },
  { a: 'Israel', b: 'Palestine' },
  { a: 'Israel', b: 'Syria' },
  { a: 'Israel', b: 'Lebanon' },
  { a: 'Morocco', b: 'W. Sahara' },
  { a: 'Somaliland', b: '*' },
  { a: 'Egypt', b: 'Sudan', box: [33, 21, 38, 24] }, // Halaib
  { a: 'Sudan', b: 'S. Sudan' },
  { a: 'Kenya', b: 'S. Sudan' },
  { a: 'North Korea', b: 'South Korea' },
];

// Too small for a name, or a name would take a side.
export const unnamed = ['Siachen Glacier', 'Ashmore and Cartier Is.', 'Indian Ocean Ter.'];

// Names and places of names that are better than the atlas's.
export const renamed = {
  Macedonia: { name: 'North Macedonia' },
  Turkey: { name: 'Türkiye' },
  'United States of America': { name: 'United States' },
  'S. Sudan': { name: 'South Sudan' },
  'Bosnia and Herz.': { name: 'Bosnia and Herzegovina' },
  Russia: { at: [92, 61] },
};

export const waters = [
  { name: 'Caspian Sea', at: [50.6, 41.6], rank: 1 },
  { name: 'Arabian Sea', at: [64.5, 16.5], rank: 1 },
  { name: 'Black Sea', at: [34.5, 43.3], rank: 2 },
  { name: 'Mediterranean Sea', at: [18.5, 34.8], rank: 2 },
  { name: 'Red Sea', at: [38, 20.6], rank: 2 },
  { name: 'Persian Gulf', at: [51.2, 27.3], rank: 2 },
  { name: 'Gulf of Oman', at: [59.2, 24.6], rank: 3 },
  { name: 'Gulf of Aden', at: [48.2, 12.4], rank: 3 },
  { name: 'Bay of Bengal', at: [88.5, 14.5], rank: 2 },
  { name: 'Indian Ocean', at: [75, -8], rank: 1 },
];
