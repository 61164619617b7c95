#include <array>

#include "ingest/claim_words.h"

namespace karwan::ingest {
namespace {

using enum claim_kind;

// clang-format off
constexpr auto kTriggers = std::to_array<trigger_row>({
    {commitment, modality::planned,
     "plans to|plan to|planned to|planning to|planned for|intends to|intend to|"
     "intended to|aims to|aim to|aimed to|aims at|going to|is set to|are set to|"
     "due to be|is due to|are due to|was due to|is due in|are due in|is due on|is due by|"
     "to be completed|to be launched|to be signed|to be held|to be opened|"
     "scheduled for|scheduled to|pledged to|pledged|committed to|commits to|"
     "undertook to|promised to|promised|vowed to|resolved to|decided to|"
     "announced plans|tasked|instructed|directed|ordered to"},
    {commitment, modality::hoped,
     "hope to|hopes to|hoped to|would like to sign|wish to|wishes to|looks forward to|"
     "look forward to"},
    {commitment, modality::expected,
     "is expected to|are expected to|expected to|expects to|expect to|is likely to|"
     "expected in|expected by|expected on|expected within|is expected from|are expected from|is expected in|are expected in|is expected by|"
     "are expected by|is expected within|are expected within|"
     "anticipated"},
    {commitment, modality::considered,
     "considering|considers|is considered|exploring the possibility|possibility of|"
     "mulling|looking into"},
    {commitment, modality::planned,
     "планирует|планируют|планируется|намерен|намерена|намерены|обязуется|обязалась|"
     "обязался|будет построен|будет открыт|будет подписано|будут открыты|поручил|"
     "собирается"},
    {commitment, modality::hoped,
     "надеется|надеются|надеемся|рассчитывает|рассчитывают"},
    {commitment, modality::agreed,
     "договорились создать|договорились провести|договорились увеличить|"
     "договорились подписать|согласились создать"},
    {commitment, modality::planned,
     "жоспарлап отыр|жоспарлануда|жоспарлайды|ниетті|міндеттенді"},
    {commitment, modality::hoped,
     "үміттенеді|сенім білдірді"},
    {commitment, modality::planned,
     "کا منصوبہ ہے|کرے گا|کریں گے|کیا جائے گا|کا ارادہ"},
    {agreement, modality::done,
     "agreed that|agreed to|agreed on|agreed upon|agreed in principle|signed|was signed|"
     "were signed|have signed|has signed|inked|initialled|initialed|"
     "concluded an agreement|concluded a|ratified|entered into force|came into force|"
     "acceded|joined the convention|officially joined|exchanged documents|"
     "exchanged memorandums|exchanged mous|finalised|finalized|entry into force|"
     "enters into force|under negotiation|acceded to|accession to"},
    {agreement, modality::done,
     "подписали|подписан|подписано|подписаны|подписала|подписал|договорились|"
     "достигнута договоренность|ратифицировал|ратифицирован|вступило в силу|"
     "вступил в силу|присоединился|присоединилась|согласовали"},
    {agreement, modality::done,
     "қол қойды|қол қойылды|келісті|келісім жасады|ратификациялады|күшіне енді"},
    {agreement, modality::done,
     "دستخط کیے|دستخط ہوئے|پر دستخط|اتفاق کیا|معاہدہ ہوا|توثیق"},
    {event, modality::done,
     "took place|graduated from|was held|were held|is held|been held|held talks|"
     "held a meeting|held meetings|held a|held an|held in|held|met with|met in|"
     "met several|they met|he met|she met|we met|met his|met the|hosted|organized|"
     "organised|conducted|launched|was launched|were launched|inaugurated|was opened|"
     "were opened|opened|opened a|visited|paid a visit|arrived|arrived in|departed|"
     "participated|took part|attended|addressed|announced the|announced that|announced in|"
     "announced|conferred|was conferred|received the|awarded|was awarded|greeted|escorted|"
     "welcomed the|gave an interview|approved|celebrated|marked the|"
     "established diplomatic|recognized the|recognised the|requested|invited|exported|"
     "imported|delivered|completed|resumed|suspended|closed|reopened|flew|travelled to|"
     "traveled to|brought|included representatives|participants from|called on|"
     "exchange visits|discussed possible|chaired|presented|unveiled|broke ground|"
     "commissioned|graduated|co hosted|convened|concluded his visit|concluded a visit|"
     "accompanied|commenced|began operations|started operations|dispatched|shipped"},
    {event, modality::done,
     "состоялась|состоялся|состоялось|состоялись|прошел|прошла|прошло|прошли|посетил|"
     "посетила|посетили|встретился|встретилась|встретились|провел|провела|провели|открыт|"
     "открыта|открыли|открылся|открылась|запущен|запустили|прибыл|прибыла|прибыли|"
     "принял участие|приняли участие|приняла участие|объявил|объявила|наградил|награжден|"
     "отправлен|отправили"},
    {event, modality::done,
     "өтті|кездесті|ашылды|келді|қатысты|барды|іске қосылды"},
    {event, modality::done,
     "ملاقات کی|ملاقات ہوئی|منعقد ہوا|منعقد ہوئی|دورہ کیا|شرکت کی|افتتاح کیا|پہنچے|پہنچا"},
    {project, modality::considered,
     "exploring opportunities to|linking|explore opportunities|"
     "exploring opportunities|feasibility study|working on a project|"
     "is developing cooperation|are developing cooperation|project worth|"
     "is building|are building|is studying a|are studying a|is constructing|are constructing|is drafting|are drafting|"
     "is preparing|are preparing|under discussion|put forward|it was proposed|"
     "under construction|is being built|are being built|being constructed|"
     "implementing a project|joint venture|pilot project"},
    {project, modality::planned,
     "строительство железной дороги|строительства железной дороги|строится|"
     "реализуется проект|проект строительства|проект реализуется|совместное предприятие"},
    {position, modality::wanted,
     "should|must|need to|needs to|have to|has to|is crucial|are crucial|is essential|"
     "essential to|is important|are important|crucial for|is vital|is key|it is necessary|"
     "ought to|readiness to|is ready to|are ready to|expressed concern|expressed interest|"
     "express concern|supports the|supported the|support the|does not exclude|"
     "did not exclude|requested that|prefers|preferred|in my view|in my opinion|"
     "urges|urged|urge|calls upon|called upon|warns against|warn against|warned against|"
     "stressed that|stressed|underscored|underlined the|called for|calls for|in favour of|"
     "in favor of"},
    {position, modality::done,
     "integral parts|is one of the|are one of the|among the top|considered one of the|"
     "it is well known|opportunity to|opportunities for|could be beneficial|"
     "can be beneficial|would be beneficial|integral part|leading in|is rich|rich in|"
     "well developed|is valuable|possesses|provides the|sees potential|see potential|"
     "potential for|have improved|aligns with|can serve as|is a chance|has potential|"
     "provide a legal framework"},
});

constexpr auto kSectorWords = std::to_array<topic_row>({
    {"transport",
     "transport|railway|rail|railroad|road|roads|route|routes|corridor|corridors|"
     "flights|flight|airlines|transit|port|logistics|freight|cargo|highway|"
     "connectivity|транспорт|дорога|дороги|маршрут|коридор|рейсы|транзит|порт|"
     "логистика|көлік|жол|рейс|дәліз|نقل و حمل|ریلوے|سڑک|پروازیں|راہداری|بندرگاہ"},
    {"trade",
     "trade|exports|export|import|imports|turnover|exporters|market|tariff|tariffs|"
     "customs|business forum|trading|торговля|товарооборот|экспорт|импорт|сауда|"
     "экспорт|تجارت|برآمدات|درآمدات"},
    {"investment",
     "investment|investments|invest|investors|fund|bank|investor|industrial zone|"
     "инвестиции|инвестиций|инвестиция|سرمایہ کاری"},
    {"education",
     "university|universities|students|education|academic|scholarships|школа|"
     "университет|студентов|білім|студент|یونیورسٹی|تعلیم|طلبہ"},
    {"culture",
     "culture|cultural|monument|literature|cinema|music|культура|мәдениет|ثقافت"},
    {"media",
     "media|television|newspaper|journalists|tv channels|interview|broadcast|сми|"
     "бұқаралық|میڈیا"},
    {"sports",
     "sports|sport|tournament|taekwondo|martial arts|athletes|championship|спорт|کھیل"},
    {"tourism",
     "tourism|tourist|tourists|tour operators|туризм|туристов|سیاحت"},
    {"visa",
     "visa|visas|виза|визы|ویزا"},
    {"defence",
     "military|defense|defence|army|drills|counterterrorism|servicemen|fighters|"
     "әскери|военный|دفاع|فوج"},
    {"energy",
     "energy|oil|gas|electricity|power plant|coal|uranium|pipeline|энергия|энергетика|"
     "нефть|газ|توانائی"},
    {"agriculture",
     "agriculture|agricultural|wheat|grain|farmers|rice|potatoes|mangoes|"
     "сельское хозяйство|зерно|пшеница|ауыл шаруашылығы|زراعت|گندم"},
    {"health",
     "health|pharmaceutical|medicine|medical|hospital|здравоохранение|денсаулық|صحت"},
    {"digital",
     "digital|it sector|artificial intelligence|software|it park|цифровой|ڈیجیٹل"},
});

constexpr auto kIndicators = std::to_array<topic_row>({
    {"bilateral trade",
     "bilateral trade|trade turnover|mutual trade|two way trade|trade between|"
     "trade volume|товарооборот|взаимная торговля|сауда айналымы|دو طرفہ تجارت"},
    {"exports",
     "exports|export volume|exported|экспорт|برآمدات"},
    {"imports",
     "imports|imported|импорт|درآمدات"},
    {"trade",
     "trade|торговля|сауда|تجارت"},
    {"investment",
     "investment|investments|invested|projects worth|инвестиции|سرمایہ کاری"},
    {"population",
     "population|people live|inhabitants|население|халық|آبادی"},
    {"gdp",
     "gdp|gross domestic product|ввп|жіө"},
    {"growth",
     "growth|grew|rose by|increased by|fell by|рост|вырос"},
    {"documents signed",
     "documents|memorandums|agreements|contracts"},
    {"cost",
     "cost|costs|worth|price|стоимость|құны|قیمت|لاگت"},
    {"capacity",
     "capacity|throughput|мощность|қуаты"},
    {"length",
     "long|length|длина|ұзындығы|لمبائی"},
    {"share of young people",
     "youth population|young people|youth"},
    {"participants",
     "participants|delegation|companies|businessmen|guests"},
    {"cargo",
     "cargo|freight|tonnes of|tons of|груз|грузов|жүк"},
    {"duration",
     "lasted|duration|within|срок"},
    {"rank",
     "largest|biggest|top"},
});
// clang-format on

}  // namespace

std::span<trigger_row const> trigger_words() {
  return kTriggers;
}

std::span<topic_row const> sector_words() {
  return kSectorWords;
}

std::span<topic_row const> indicator_words() {
  return kIndicators;
}

}  // namespace karwan::ingest
