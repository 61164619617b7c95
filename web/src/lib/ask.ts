// One line of text as a question: a way from one place to another, with goods, or words to search for.

export type Asked = { kind: 'way'; from: string; to: string; product: string } | { kind: 'words'; words: string };

// "A to B", "A → B", "A - B": the word in four languages, an arrow in either direction, a dash between blanks.
const between = /\s+(?:to|до|в|سے)\s+|\s*(?:→|->|>)\s*|\s+[-–—]\s+/iu;

/** Goods stand after a comma or a colon: "Multan to Almaty, mango". */
export function readAsk(text: string): Asked {
  const line = text.trim().replace(/\s+/g, ' ');
  const [way = '', ...goods] = line.split(/[,:،]\s*/u);
  const ends = way.replace(/^(?:from|из|от)\s+/iu, '').split(between);
  const [from, to] = ends;
  if (ends.length === 2 && from && to) return { kind: 'way', from, to, product: goods.join(' ').trim() };
  return { kind: 'words', words: line };
}
