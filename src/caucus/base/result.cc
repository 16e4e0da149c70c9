#include "caucus/base/result.h"

namespace caucus {

std::string_view to_string(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::is_a_directory:
      return "is_a_directory";
    case ErrorKind::unreadable:
      return "unreadable";
    case ErrorKind::unwritable:
      return "unwritable";
    case ErrorKind::too_large:
      return "too_large";
    case ErrorKind::malformed:
      return "malformed";
    case ErrorKind::unsupported:
      return "unsupported";
    case ErrorKind::corrupt:
      return "corrupt";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::unreachable:
      return "unreachable";
    case ErrorKind::cancelled:
      return "cancelled";
  }
  broken_invariant("every kind of error has a token", "kind is listed",
                   SourcePlace{__FILE__, __LINE__});
}

}  // namespace caucus
