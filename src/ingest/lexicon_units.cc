#include <array>

#include "ingest/lexicon.h"

namespace karwan::ingest {
namespace {

// clang-format off
constexpr auto kUnitWords = std::to_array<lexicon_row>({
    {{sense_kind::unit, 1, "t"},
     "tonne|tonnes|metric tonne|metric tonnes|metric ton|metric tons|ton|tons|mt|т|тонна|тонны|тонн|тоннаға|тонна|ٹن|میٹرک ٹن"},
    {{sense_kind::unit, 0.001, "t"},
     "kg|kgs|kilogram|kilograms|кг|килограмм|килограмма|килограммов|کلوگرام|کلو"},
    {{sense_kind::unit, 1, "km"},
     "km|kms|kilometre|kilometres|kilometer|kilometers|км|километр|километра|километров|шақырым|کلومیٹر|کلو میٹر"},
    {{sense_kind::unit, 0.001, "km"}, "metre|metres|meter|meters|м|метр|метра|метров|میٹر"},
    {{sense_kind::unit, 1.609344, "km"}, "mile|miles|mi|миль|мили|میل"},
    {{sense_kind::unit, 1, "km2"},
     "sq km|square km|square kilometres|square kilometers|кв км|квадратных километров|шаршы шақырым|مربع کلومیٹر"},
    {{sense_kind::unit, 1, "km/h"}, "km/h|kmh|kph|км/ч"},
    {{sense_kind::unit, 1, "teu"}, "teu|teus|twenty foot equivalent units|дфэ"},
    {{sense_kind::unit, 1, "ha"}, "hectare|hectares|га|гектар|гектара|гектаров|ہیکٹر"},
    {{sense_kind::unit, 1, "mw"}, "mw|megawatt|megawatts|мвт|мегаватт|میگاواٹ"},
    {{sense_kind::unit, 1000, "mw"}, "gw|gigawatt|gigawatts|гвт|гигаватт|گیگاواٹ"},
    {{sense_kind::unit, 1, "kwh"}, "kwh|kilowatt hours|квт ч"},
    {{sense_kind::unit, 1, "barrel"}, "barrel|barrels|bbl|баррель|барреля|баррелей|بیرل"},
    {{sense_kind::unit, 1, "m3"},
     "cubic metres|cubic meters|m3|cubic metre|кубометров|кубометра|куб м|مکعب میٹر"},
    {{sense_kind::unit, 1e9, "m3"}, "bcm|billion cubic metres"},
    {{sense_kind::unit, 1, "l"}, "litre|litres|liter|liters|литр|литра|литров|لیٹر"},
    {{sense_kind::unit, 1, "degree"}, "degrees celsius|degrees|градусов|градуса"},
    {{sense_kind::unit, 1, "acre"}, "acres|acre|ایکڑ"},
    {{sense_kind::unit, 1e6, "t"}, "mtpa"},
    {{sense_kind::percent, 1},
     "percent|per cent|pct|pc|percentage points|percentage point|процент|процента|процентов|процентных пункта|пайыз|пайызға|пайызы|فیصد|فی صد|%"},
    {{sense_kind::bound, 0, "about"},
     "about|around|approximately|approx|roughly|some|nearly|circa|an estimated|estimated|~|около|примерно|порядка|приблизительно|шамамен|жуық|تقریبا|تقریباً|قریب"},
    {{sense_kind::bound, 0, "at_least"},
     "over|more than|above|at least|exceeding|in excess of|no less than|not less than|более|свыше|больше|не менее|артық|астам|кем емес|سے زائد|سے زیادہ|کم از کم"},
    {{sense_kind::bound, 0, "at_most"},
     "up to|under|below|less than|fewer than|at most|no more than|not more than|as much as|до|менее|не более|меньше|дейін|кем|سے کم|تک|زیادہ سے زیادہ"},
    {{sense_kind::bound, 0, "almost"}, "almost|close to|just under|почти|дерлік|لگ بھگ"},
});
// clang-format on

}  // namespace

std::span<lexicon_row const> unit_words() {
  return kUnitWords;
}

}  // namespace karwan::ingest
