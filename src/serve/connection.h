#pragma once

#include <boost/asio/awaitable.hpp>

#include "serve/worker.h"

namespace karwan::serve {

// One client's requests, one after the other, until either side has had enough. On the worker's
// thread; worker and shared outlive it.
asio::awaitable<void> serve_connection(tcp::socket, worker&, shared&);

}  // namespace karwan::serve
