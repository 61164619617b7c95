// What browsers lack of Kazakh: Chromium writes "2026 M03 1" and country names in English. Numbers are
// written as in Russian, whose signs are the same.

const short = ['қаң.', 'ақп.', 'нау.', 'сәу.', 'мам.', 'мау.', 'шіл.', 'там.', 'қыр.', 'қаз.', 'қар.', 'жел.'];
const long = ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'];

export function kazakhDate(day: Date, { year, month, day: withDay }: Intl.DateTimeFormatOptions): string {
  const name = (month === 'long' ? long : short)[day.getUTCMonth()]!;
  return [year && `${day.getUTCFullYear()} ж.`, withDay && String(day.getUTCDate()), name].filter(Boolean).join(' ');
}

/** Short words of large numbers are the only ones that differ. */
export const kazakhNumber = (russian: string): string => russian.replace('тыс.', 'мың');

export const kazakhList = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} және ${items.at(-1)}`;

/** The countries of the record, as it names them. */
export const kazakhCountries: Readonly<Record<string, string>> = {
  ae: 'Біріккен Араб Әмірліктері', af: 'Ауғанстан', az: 'Әзербайжан', bd: 'Бангладеш', be: 'Бельгия', by: 'Беларусь',
  cn: 'Қытай', cz: 'Чехия', de: 'Германия', dj: 'Джибути', eg: 'Мысыр', es: 'Испания', fi: 'Финляндия', fr: 'Франция',
  gb: 'Ұлыбритания', ge: 'Грузия', in: 'Үндістан', ir: 'Иран', it: 'Италия', ke: 'Кения', kg: 'Қырғызстан',
  kz: 'Қазақстан', lk: 'Шри-Ланка', my: 'Малайзия', nl: 'Нидерланд', om: 'Оман', pk: 'Пәкістан', pl: 'Польша',
  ro: 'Румыния', ru: 'Ресей', sa: 'Сауд Арабиясы', sg: 'Сингапур', tj: 'Тәжікстан', tm: 'Түрікменстан', tr: 'Түркия',
  tz: 'Танзания', us: 'АҚШ', uz: 'Өзбекстан', za: 'Оңтүстік Африка',
};
