#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace karwan::serve {

// Of simulated trips, in one question: more are for the command.
inline constexpr std::uint64_t kMostDraws = 10'000;

// What clients can take of the server.
struct limits {
  std::uint32_t header_bytes{16 * 1024};          // request line and headers
  std::uint64_t body_bytes{1024 * 1024};          // further ones end the connection
  std::uint64_t document_bytes{8 * 1024 * 1024};  // the same where a document may come
  std::size_t large_bodies{8};      // longer than body_bytes that come at once; further ones: 503
  std::size_t connections{12'000};  // further ones are closed at once
  std::chrono::seconds header_deadline{10};
  std::chrono::seconds body_deadline{20};
  std::chrono::seconds write_deadline{30};
  std::chrono::seconds idle{60};      // between two requests of one connection
  std::chrono::seconds shutdown{20};  // for replies and computations under way

  // Questions that take seconds.
  std::size_t computations{2};                // at once, each with a view of the record of its own
  std::size_t waiting{16};                    // that wait their turn; further ones are answered 503
  std::chrono::seconds retry_after{10};       // which says when to ask again
  std::size_t cache_bytes{64 * 1024 * 1024};  // of their answers that are kept
};

// Of quick answers that each thread keeps, as they are sent.
inline constexpr std::size_t kQuickCacheBytes = 16 * 1024 * 1024;

// What a body of JSON may be.
inline constexpr std::size_t kMostJsonBytes = 16 * 1024;
inline constexpr std::size_t kMostJsonDepth = 4;
inline constexpr std::size_t kMostJsonTextBytes = 2000;  // one text

// Acts that write wait their turn, for there is one writer: so many, each some milliseconds to some
// hundred (a log-in). Further ones are answered 503.
inline constexpr std::size_t kMostActsWaiting = 64;

// Documents that are read at once, and that wait for it; further ones are answered 503.
inline constexpr std::size_t kDocumentsAtOnce = 2, kMostDocumentsWaiting = 8;
// What a document may hold: of an article it is some 20 KB, of a book 1 MB.
inline constexpr std::size_t kMostDocumentTextBytes = 2 * 1024 * 1024;

}  // namespace karwan::serve
