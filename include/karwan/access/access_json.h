#pragma once

#include <string>
#include <vector>

#include "karwan/access/accounts.h"
#include "karwan/access/audit.h"
#include "karwan/access/tokens.h"

// What is told of accounts, as openapi.yaml has it: for the program and the server alike. Each on
// one line, without a line end; none holds a secret but that of a new token.
namespace karwan::access {

std::string account_json(account const&);                         // the schema `Account`
std::string accounts_json(std::vector<account> const&);           // `Accounts`
std::string token_json(token const&, instant now);                // `Token`
std::string tokens_json(std::vector<token> const&, instant now);  // `Tokens`
std::string new_token_json(new_token const&, instant now);        // `NewToken`
std::string audit_json(std::vector<audit_entry> const&);          // `AuditLog`

}  // namespace karwan::access
