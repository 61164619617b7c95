#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/require/needs.h"

// What the text and the checklist say alike.
namespace karwan::require {

std::string upper(std::string_view country);  // kz: KZ
std::string spaced(std::string_view word);    // not_required: not required
std::string in_words(day);                    // Mon 23 Nov 2026
std::string number(double);                   // 1,234.5: at most two decimals
std::string number(bounded<double> const&);   // 5 (2–14), or 5
std::string dollars(bounded<double> const&);  // $84,019 (79,318–92,009)
std::string join(std::vector<std::string> const&, std::string_view between);
std::string countries(std::vector<std::string> const&);  // PK, CN

std::string title_of(needs const&);       // Multan to Almaty: mango, 20 t
std::string standpoint_of(needs const&);  // leaves ..., as of ...
std::string way_of(needs const&);         // by the journey ...; or nationality and purpose
std::string time_of(needs const&);        // Begin by ...: at least 5 days before departure ...
std::string total_of(needs const&);       // papers and journey; empty of a person
std::string fees_of(needs const&);

std::string days_of(step const&);  // 5 (2–14) days; time not stated; empty where it takes none
std::string fee_of(
    step const&);  // USD 100 a vehicle x 2; fee not stated; empty where there is none
std::string limits_of(step const&);
std::string inputs_of(step const&);                        // needs 3 or 4 and 7: numbers of steps
std::string instead_of(step const&);                       // or 3 instead
std::string open_words(std::vector<rules::field> const&);  // "carrier and product"

std::string why_of(finding const&);  // no rule found; depends on the carrier; last known until ...
std::string ask_of(finding const&);  // the embassy of the country: Embassy of ...
std::string line_of(tariff_line const&);
std::string cost_of(landed const&);  // Landed: $... = value $... + carriage ...; or why not

}  // namespace karwan::require
