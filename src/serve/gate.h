#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "karwan/access/entry.h"
#include "karwan/exchange/feed.h"
#include "karwan/serve/http.h"

namespace karwan::serve {

// Who asks, and whether they may. All throw refusal.
class gate {
 public:
  gate(access::registry& accounts, exchange::public_place const& place, request const&,
       instant now);

  // Without an account: no page of another origin makes a browser write here.
  void check_origin() const;
  // By a token, else by the session; none: neither, or the session has ended.
  std::optional<access::caller> who() const;
  // Who may do this, for requests that write: the origin and, of a session, the CSRF token are
  // checked too. A refusal for want of rights goes into the log.
  access::caller admit(access::deed) const;
  // The same for requests that read: who may do any of these.
  access::caller admit_reading(std::initializer_list<access::deed>) const;
  // Of the session, checked as for writing; none: it has ended.
  std::optional<access::caller> of_session() const;

  bool is_https() const noexcept { return https_; }
  std::string session_secret() const;  // empty: there is no cookie
  access::occasion occasion_of(std::string by) const {
    return {now_, std::move(by), asked_.address};
  }

 private:
  access::caller known() const;
  void check_csrf(access::caller const&) const;
  void check_right(access::caller const&, access::deed) const;
  std::string own_origin() const;

  access::registry& accounts_;
  exchange::public_place const& place_;
  request const& asked_;
  instant now_;
  bool https_;
};

}  // namespace karwan::serve
