#include <array>

#include "ingest/lexicon.h"

namespace karwan::ingest {
namespace {

// clang-format off
constexpr auto kTimeWords = std::to_array<lexicon_row>({
    {{sense_kind::month, 1}, "january|jan|январь|января|январе|январю|янв|қаңтар|جنوری"},
    {{sense_kind::month, 2}, "february|feb|февраль|февраля|феврале|февралю|фев|ақпан|فروری"},
    {{sense_kind::month, 3, "?"}, "march|mar"},
    {{sense_kind::month, 3}, "март|марта|марте|марту|наурыз|مارچ"},
    {{sense_kind::month, 4}, "april|apr|апрель|апреля|апреле|апрелю|апр|сәуір|اپریل"},
    {{sense_kind::month, 5, "?"}, "may"},
    {{sense_kind::month, 5}, "май|мая|мае|маю|мамыр|مئی"},
    {{sense_kind::month, 6}, "june|jun|июнь|июня|июне|июню|июн|маусым|جون"},
    {{sense_kind::month, 7}, "july|jul|июль|июля|июле|июлю|июл|шілде|جولائی"},
    {{sense_kind::month, 8}, "august|aug|август|августа|августе|августу|авг|тамыз|اگست"},
    {{sense_kind::month, 9},
     "september|sept|sep|сентябрь|сентября|сентябре|сентябрю|сен|сент|қыркүйек|ستمبر"},
    {{sense_kind::month, 10}, "october|oct|октябрь|октября|октябре|октябрю|окт|қазан|اکتوبر"},
    {{sense_kind::month, 11},
     "november|nov|ноябрь|ноября|ноябре|ноябрю|ноя|нояб|қараша|نومبر"},
    {{sense_kind::month, 12},
     "december|dec|декабрь|декабря|декабре|декабрю|дек|желтоқсан|دسمبر"},
    {{sense_kind::weekday, 0}, "monday|mon|понедельник|дүйсенбі|پیر"},
    {{sense_kind::weekday, 1}, "tuesday|tue|tues|вторник|сейсенбі|منگل"},
    {{sense_kind::weekday, 2}, "wednesday|wed|среда|среду|сәрсенбі|بدھ"},
    {{sense_kind::weekday, 3}, "thursday|thu|thur|thurs|четверг|бейсенбі|جمعرات"},
    {{sense_kind::weekday, 4}, "friday|fri|пятница|пятницу|жұма|جمعہ"},
    {{sense_kind::weekday, 5}, "saturday|суббота|субботу|сенбі|ہفتے کے روز"},
    {{sense_kind::weekday, 6}, "sunday|воскресенье|жексенбі|اتوار"},
    {{sense_kind::weekday, 0}, "mondays"},
    {{sense_kind::weekday, 6}, "sundays"},
    {{sense_kind::weekday, 4}, "fridays"},
    {{sense_kind::weekday, 5, "?"}, "sat"},
    {{sense_kind::weekday, 6, "?"}, "sun"},
    {{sense_kind::season, 3}, "spring|весна|весной|весны|көктем|көктемде|بہار"},
    {{sense_kind::season, 6}, "summer|лето|летом|лета|жаз|жазда|گرما"},
    {{sense_kind::season, 9}, "autumn|fall|осень|осенью|осени|күз|күзде|خزاں"},
    {{sense_kind::season, 12}, "winter|зима|зимой|зимы|қыс|қыста|سرما"},
    {{sense_kind::time_unit, 0, "minute"},
     "minute|minutes|min|mins|минута|минуты|минут|мин|минутта|минутқа|منٹ"},
    {{sense_kind::time_unit, 0, "hour"}, "hour|hours|hr|hrs|час|часа|часов|сағат|گھنٹے|گھنٹہ|گھنٹوں"},
    {{sense_kind::time_unit, 0, "day"},
     "day|days|день|дня|дней|дни|суток|сутки|күн|күндік|دن|دنوں|روز|روزہ"},
    {{sense_kind::time_unit, 0, "week"},
     "week|weeks|неделя|недели|недель|неделю|апта|аптасы|ہفتے|ہفتہ|ہفتوں"},
    {{sense_kind::time_unit, 0, "month"},
     "month|months|месяц|месяца|месяцев|ай|айда|айлық|ماہ|مہینے|مہینوں"},
    {{sense_kind::time_unit, 0, "quarter"}, "quarter|quarters|квартал|квартала|кварталов|тоқсан|سہ ماہی"},
    {{sense_kind::time_unit, 0, "half"}, "half|half year|полугодие|полугодия|жартыжылдық|ششماہی"},
    {{sense_kind::time_unit, 0, "year"},
     "year|years|yr|yrs|год|года|годы|году|лет|годом|гг|жыл|жылғы|жылға|жылдан|жылда|жылы|жылдық|жылдың|سال|سالوں|برس|برسوں"},
    {{sense_kind::time_unit, 0, "decade"},
     "decade|decades|десятилетие|десятилетия|десятилетий|онжылдық|دہائی|دہائیوں"},
    {{sense_kind::time_unit, 0, "century"}, "century|centuries|век|века|веков|ғасыр|صدی|صدیوں"},
    {{sense_kind::time_unit, 0, "weekend"}, "weekend|weekends|выходные"},
    {{sense_kind::relative, -1},
     "last|past|previous|прошлый|прошлого|прошлом|прошлой|прошлую|минувший|минувшего|өткен|былтырғы|گزشتہ|پچھلے|پچھلا|پچھلی"},
    {{sense_kind::relative, 0},
     "this|current|the current|этот|этого|этом|текущий|текущего|текущем|нынешнего|биылғы|осы|اس|رواں|موجودہ"},
    {{sense_kind::relative, 1},
     "next|coming|the coming|upcoming|following|следующий|следующего|следующем|следующей|следующую|будущего|келесі|келер|اگلے|آئندہ|اگلا|اگلی"},
    {{sense_kind::day_word, 0}, "today|сегодня|бүгін|آج"},
    {{sense_kind::day_word, -1}, "yesterday|вчера|кеше"},
    {{sense_kind::day_word, 1}, "tomorrow|завтра|ертең"},
    {{sense_kind::day_word, 2}, "the day after tomorrow|day after tomorrow|послезавтра"},
    {{sense_kind::day_word, -2}, "the day before yesterday|day before yesterday|позавчера"},
    {{sense_kind::day_word, 0, "now"}, "now|right now|the day|this day|my day"},
    {{sense_kind::day_word, 1}, "next day|the next day"},
    {{sense_kind::day_word, -1}, "past day"},
    {{sense_kind::part_of, 0, "early"},
     "early|beginning of|the beginning of|start of|the start of|в начале|начало|начале|начала|басында|کے آغاز|کے شروع"},
    {{sense_kind::part_of, 0, "mid"},
     "mid|middle of|the middle of|в середине|середине|середина|ортасында|کے وسط"},
    {{sense_kind::part_of, 0, "late"}, "late|в конце|конце|концу|конца"},
    {{sense_kind::part_of, 0, "end"}, "end of|the end of|end|соңы|соңына|соңында|کے آخر|کے اختتام"},
    {{sense_kind::part_of, 0, "half1"},
     "first half of|the first half of|первой половине|первая половина"},
    {{sense_kind::part_of, 0, "half2"},
     "second half of|the second half of|второй половине|вторая половина"},
    {{sense_kind::ago, 0, "back"}, "ago|before now|назад|бұрын|پہلے|قبل"},
    {{sense_kind::ago, 0, "on"}, "from now|later|hence"},
    {{sense_kind::fiscal, 0},
     "fiscal year|fiscal years|fiscal|financial year|fy|финансовый год|финансовом году|финансового года|қаржы жылы|مالی سال"},
    {{sense_kind::opener, 0}, "from|between|с|между|the|a|an|top|w|week|earlier|later|rest|remainder|q|h|i|ii|iii|iv|year|on"},
});
// clang-format on

}  // namespace

std::span<lexicon_row const> time_words() {
  return kTimeWords;
}

}  // namespace karwan::ingest
