// The headers of lists in English and Russian, as they come.
#include <algorithm>
#include <array>

#include "karwan/base/text.h"
#include "karwan/relations/directory_list.h"

namespace karwan::relations {
namespace {

// Folded; in the order of list_column, alternatives separated by |.
constexpr std::array<std::string_view, kListColumns> kHeaders{
    "company|company name|name of company|name of the company|organisation|organization|"
    "name of organisation|name of organization|firm|enterprise|exporter|importer|name|"
    "компания|наименование компании|организация|наименование организации|предприятие|"
    "наименование",
    "type|company type|organisation type|organization type|kind|тип|вид организации",
    "city|town|location|seat|город",
    "country|страна",
    "website|web|web site|url|homepage|саит|веб саит",
    "products|product|items|item|goods|services|product description|description|products services|"
    "goods services|продукция|товар|товары|услуги|наименование продукции|наименование товара",
    "hs code|hs codes|hs|hscode|tariff code|tariff line|код тн вэд|тн вэд|тнвэд|код тнвэд",
    "offers|offer|exports|supplies|sells|can supply|предлагает|предложение|экспорт",
    "seeks|seek|wants|want|needs|requires|looking for|imports|buys|ищет|запрос|потребность|импорт",
    "direction|offers seeks|offer or want|offers or seeks|направление",
    "sector|industry|отрасль|сектор",
    "quantity|volume|capacity|объем|количество",
    "unit|units|единица|единица измерения|ед изм",
    "certificates|certificate|certification|certifications|standards|сертификаты|сертификат",
    "looks in|target market|target markets|target country|target countries|markets|"
    "целевые рынки|целевые страны",
    "contact policy|политика контактов",
    "publish|public|publish contact|publish contacts|consent|consent to publish|"
    "согласие на публикацию|публиковать",
    "contact person|contact|contact name|focal person|focal point|representative|"
    "контактное лицо|контакт|фио",
    "email|e mail|mail|email address|e mail address|эл почта|электронная почта|почта",
    "phone|telephone|tel|mobile|phone number|cell|whatsapp|contact number|телефон|тел",
    "address|office address|адрес",
    "verification|verified|status of verification|проверка",
    "verified by|checked by|проверено кем|кем проверено",
    "note|notes|remarks|remark|comment|comments|примечание|примечания"};

// Without what stands in brackets: "HS Code (6 digits)".
std::string without_brackets(std::string_view header) {
  std::string out;
  auto depth = 0;
  for (char const c : header) {
    depth += c == '(' || c == '[' ? 1 : 0;
    if (depth == 0) {
      out += c;
    }
    depth -= depth > 0 && (c == ')' || c == ']') ? 1 : 0;
  }
  return out;
}

std::vector<std::string_view> alternatives(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    auto const end = std::min(text.find('|'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::optional<list_column> column_named(std::string_view header) {
  auto const folded = fold(without_brackets(header));
  for (std::size_t i = 0; i < kHeaders.size(); ++i) {
    auto const known = alternatives(kHeaders[i]);
    if (std::ranges::find(known, folded) != known.end()) {
      return static_cast<list_column>(i);
    }
  }
  return std::nullopt;
}

std::vector<std::vector<std::string_view>> known_headers() {
  std::vector<std::vector<std::string_view>> out;
  for (auto const text : kHeaders) {
    out.push_back(alternatives(text));
  }
  return out;
}

}  // namespace karwan::relations
