#include <array>

#include "ingest/lexicon.h"

namespace karwan::ingest {
namespace {

// clang-format off
constexpr auto kNameWords = std::to_array<lexicon_row>({
    {{sense_kind::title, 0, "honorific"},
     "mr|mrs|ms|miss|dr|prof|professor|h e|h.e.|h.e|he|his excellency|her excellency|"
     "excellency|sir|madam|hon|honourable|lt gen|lt. gen.|gen|general|maj gen|brig|"
     "col|captain|sheikh|syed|sardar|г-н|г-жа|господин|госпожа|мырза|ханым|جناب|محترم|"
     "محترمہ|ڈاکٹر|سید|مسٹر"},
    {{sense_kind::title, 0, "office"},
     "president|vice president|prime minister|deputy prime minister|"
     "first deputy prime minister|chief minister|minister|foreign minister|"
     "deputy foreign minister|deputy minister|vice minister|federal minister|"
     "finance minister|railways minister|commerce minister|federal secretary|"
     "secretary|secretary general|special assistant|ambassador|"
     "ambassador extraordinary and plenipotentiary|high commissioner|consul general|"
     "consul|honorary consul|charge d affaires|governor|mayor|akim|chairman|"
     "chairperson|chairwoman|chair|vice chairman|deputy chairman|speaker|director|"
     "director general|managing director|deputy director|chief executive|"
     "chief executive officer|ceo|rector|vice chancellor|head|spokesperson|spokesman|"
     "spokeswoman|adviser|advisor|envoy|special envoy|senator|commissioner|"
     "chief of army staff|field marshal|king|crown prince|coach|foreign secretary|"
     "coordinator|co chair|co chairman|co chairperson|co chairwoman|president elect|"
     "premier|vice premier|dean|principal|founder|owner|co founder|general secretary|"
     "general director|manager|general manager|commander|inspector general|analyst|"
     "economist|negotiator|chief negotiator|attache|first secretary|permanent secretary"},
    {{sense_kind::title, 0, "office"},
     "президент|президента|президентом|премьер министр|премьер министра|вице премьер|"
     "заместитель премьер министра|министр|министра|министром|министр иностранных дел|"
     "министр транспорта|вице министр|посол|посла|послом|"
     "чрезвычайный и полномочный посол|генеральный консул|консул|губернатор|аким|"
     "акима|председатель|председателя|заместитель председателя|спикер|директор|"
     "генеральный директор|ректор|глава|главы|советник|сенатор|секретарь"},
    {{sense_kind::title, 0, "office"},
     "президенті|премьер министр|премьер министрі|министрі|министр|елші|елшісі|"
     "төтенше және өкілетті елшісі|әкімі|әкім|төрағасы|төраға|директоры|ректоры|"
     "спикері|басшысы|кеңесшісі"},
    {{sense_kind::title, 0, "office"},
     "صدر|وزیراعظم|وزیر اعظم|نائب وزیراعظم|وزیر|وفاقی وزیر|وزیر خارجہ|وزیر تجارت|"
     "وزیر ریلوے|سفیر|قونصل جنرل|گورنر|وزیراعلیٰ|چیئرمین|سیکرٹری|ترجمان|سربراہ|"
     "ڈائریکٹر"},
    {{sense_kind::body, 0},
     "ministry|ministries|embassy|consulate|consulate general|high commission|"
     "parliament|senate|majilis|government|cabinet|university|institute|academy|"
     "college|school|corporation|company|chamber|chambers|council|committee|"
     "commission|authority|agency|department|bureau|bank|fund|foundation|association|"
     "federation|union|league|society|board|centre|center|organization|organisation|"
     "secretariat|forces|force|army|navy|airlines|airline|airways|railways|"
     "railway company|group|holding|media|television|news|court|customs|"
     "terminal company|logistics|club|think tank|police|guards|consortium|ltd|llp|jsc|"
     "inc|alliance|assembly|brothers|chronicle|clinic|coalition|confederation|congress|"
     "contractors|cooperative|co operative|courier|directorate|division|enterprises|"
     "exchange|facility|gallery|gazette|guild|herald|hospital|house|industries|"
     "inspectorate|insurance|laboratory|library|lyceum|mills|mission|motors|museum|"
     "network|observatory|observer|office|partners|polytechnic|refinery|registry|"
     "service|services|shipping|solutions|syndicate|systems|task force|technologies|"
     "telecom|telegraph|theater|theatre|times|tours|traders|trading|travel|tribunal|"
     "tribune|trust|works|working group"},
    {{sense_kind::body_class, 0},
     "firm|company|operator|carrier|airline|newspaper|agency|bank|manufacturer|insurer|"
     "retailer|distributor|startup|conglomerate|subsidiary|brand|daily|weekly|platform|"
     "developer|contractor"},
    {{sense_kind::body, 0},
     "министерство|министерства|министерством|посольство|посольства|парламент|"
     "парламента|сенат|мажилис|правительство|правительства|правительством|университет|"
     "университета|институт|академия|корпорация|компания|компании|палата|палаты|совет|"
     "комитет|комитета|комиссия|комиссии|агентство|департамент|банк|банка|фонд|"
     "ассоциация|федерация|союз|центр|организация|секретариат|авиакомпания|"
     "авиакомпании"},
    {{sense_kind::body, 0},
     "министрлігі|министрлігінің|елшілігі|парламенті|үкіметі|үкіметінің|университеті|"
     "институты|академиясы|компаниясы|палатасы|кеңесі|комитеті|комиссиясы|агенттігі|"
     "банкі|қоры|қауымдастығы|федерациясы|одағы|орталығы|ұйымы"},
    {{sense_kind::body, 0},
     "وزارت|سفارت خانہ|سفارتخانہ|پارلیمنٹ|حکومت|یونیورسٹی|انسٹی ٹیوٹ|اکیڈمی|کارپوریشن|"
     "کمپنی|چیمبر|کونسل|کمیٹی|کمیشن|اتھارٹی|بینک|فنڈ|ایسوسی ایشن"},
    {{sense_kind::accord, 0},
     "agreement|agreements|treaty|convention|protocol|declaration|joint declaration|"
     "memorandum|memorandums|memoranda|memorandum of understanding|"
     "memoranda of understanding|memorandums of understanding|mou|mous|accord|charter|"
     "road map|roadmap|action plan|joint statement|pact|соглашение|соглашения|"
     "соглашений|договор|договора|конвенция|протокол|декларация|декларации|меморандум|"
     "меморандума|меморандумов|меморандумы|меморандум о взаимопонимании|"
     "дорожная карта|совместное заявление|келісім|келісімі|шарт|меморандум|декларация|"
     "хаттама|معاہدہ|معاہدے|معاہدوں|اعلامیہ|یادداشت|مفاہمت کی یادداشت|مفاہمتی یادداشت|"
     "مفاہمتی یادداشتوں|پروٹوکول"},
    {{sense_kind::gathering, 0},
     "forum|summit|conference|exhibition|expo|fair|festival|tournament|session|"
     "seminar|workshop|webinar|visit|anniversary|championship|exercise|exercises|"
     "форум|саммит|конференция|выставка|заседание|визит|годовщина|форумы|көрмесі|"
     "кездесу|сапары|отырысы|فورم|سربراہی اجلاس|کانفرنس|نمائش|دورہ|اجلاس"},
    {{sense_kind::way, 0},
     "corridor|corridors|highway|motorway|expressway|railway|railways line|railroad|"
     "rail link|rail line|railway line|route|routes|pipeline|initiative|silk road|"
     "railway networks|railway network|коридор|коридора|магистраль|железная дорога|"
     "железной дороги|маршрут|дәлізі|дәліз|теміржолы|бағыты|راہداری|شاہراہ|ریلوے لائن"},
    {{sense_kind::region, 0},
     "asia|central asia|south asia|southern asia|north asia|northern asia|west asia|"
     "western asia|east asia|eastern asia|south east asia|southeast asia|africa|"
     "central africa|south africa|southern africa|north africa|northern africa|"
     "west africa|western africa|east africa|eastern africa|south east africa|"
     "southeast africa|europe|central europe|south europe|southern europe|"
     "north europe|northern europe|west europe|western europe|east europe|"
     "eastern europe|south east europe|southeast europe|eurasia|central eurasia|"
     "south eurasia|southern eurasia|north eurasia|northern eurasia|west eurasia|"
     "western eurasia|east eurasia|eastern eurasia|south east eurasia|"
     "southeast eurasia|caucasus|middle east|gulf region|центральная азия|"
     "центральной азии|центральную азию|южная азия|южной азии|африка|африки|европа|"
     "европы|европе|евразия|евразии|ближний восток|ближнего востока|орталық азия|"
     "орталық азияда|оңтүстік азия|еуразия|еуропа|африка|وسطی ایشیا|وسط ایشیا|"
     "جنوبی ایشیا|یورپ|افریقہ|مشرق وسطیٰ"},
});
// clang-format on

}  // namespace

std::span<lexicon_row const> name_words() {
  return kNameWords;
}

}  // namespace karwan::ingest
